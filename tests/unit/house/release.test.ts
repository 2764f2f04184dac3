import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import manifest from '@/package.json';
import { notesOf } from '@/scripts/release/notes-of';

const step = z.object({ uses: z.string().optional(), run: z.string().optional() });
const job = z.object({
  'timeout-minutes': z.number().optional(),
  strategy: z.object({ matrix: z.record(z.string(), z.array(z.string())) }).optional(),
  steps: z.array(step),
});
const workflow = z.object({ permissions: z.record(z.string(), z.string()), jobs: z.record(z.string(), job) });

const FOLDER = '.github/workflows';
const workflows = readdirSync(FOLDER).map((name) => {
  const text = readFileSync(`${FOLDER}/${name}`, 'utf8');
  return { name, text, ...workflow.parse(parse(text)) };
});
const jobs = workflows.flatMap(({ name, jobs }) =>
  Object.entries(jobs).map(([key, each]) => ({ name: `${name} ${key}`, ...each })),
);

describe.each(workflows)('$name', ({ text, permissions }) => {
  test('names each action by the commit that its version stands for', () => {
    const uses = text.split('\n').filter((line) => line.includes('uses:'));
    expect(uses.length).toBeGreaterThan(0);
    for (const line of uses) expect(line).toMatch(/uses: [\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/);
  });

  test('may only read, unless one of its jobs needs more', () => {
    expect(permissions).toEqual({ contents: 'read' });
  });
});

test('one action has one version in all workflows', () => {
  const lines = workflows.flatMap(({ text }) => text.match(/uses: \S+ # \S+/g) ?? []);
  const versions = new Map<string, Set<string>>();
  for (const line of lines) {
    const action = line.replace(/^uses: ([\w-]+\/[\w-]+).*/, '$1');
    versions.set(action, (versions.get(action) ?? new Set()).add(line.replace(/.*@/, '')));
  }
  for (const [action, found] of versions) expect([action, ...found]).toHaveLength(2);
});

test.each(jobs)(
  '$name ends by itself, later than the suite needs where it runs that',
  ({ steps, ...job }) => {
    const isSuite = steps.some(({ run }) => run === '.ci/run');
    expect(job['timeout-minutes']).toBeGreaterThanOrEqual(isSuite ? 45 : 5);
  },
);

test('the suite runs on the oldest Node that we promise, and on those after it', () => {
  const suite = jobs.find(({ name }) => name === 'ci.yml test');
  const floor = /\d+\.\d+/.exec(manifest.engines.node)?.[0];
  expect(suite?.strategy?.matrix.node).toEqual([floor, '22', '24']);
  expect(readFileSync('.nvmrc', 'utf8').trim()).toBe(floor);
});

test('each step that runs one of our scripts names one that there is', () => {
  const runs = jobs.flatMap(({ steps }) =>
    steps.flatMap(({ run }) => run?.match(/npm run (?:--silent )?([\w:-]+)/)?.[1] ?? []),
  );
  expect(runs).toEqual(expect.arrayContaining(['release-notes', 'openapi']));
  for (const name of runs) expect(Object.keys(manifest.scripts)).toContain(name);
});

test('a release has the notes of its version, and none without a date', () => {
  const changelog =
    '# Changelog\n\n## [Unreleased]\n\n- later\n\n## [0.2.0] - 2026-12-01\n\n- new\n\n## [0.1.0]\n\n- old\n';
  expect(notesOf(changelog, '0.2.0')).toBe('- new');
  expect(notesOf(changelog, '0.1.0')).toBeNull();
  expect(notesOf(changelog, '0.3.0')).toBeNull();
});

test('the changelog has a section for what is not released, and one for each version', () => {
  const changelog = readFileSync('CHANGELOG.md', 'utf8');
  expect(changelog).toContain('\n## [Unreleased]\n');
  expect(notesOf(changelog, manifest.version)).not.toBeNull();
});
