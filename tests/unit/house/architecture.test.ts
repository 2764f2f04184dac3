import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { ROOMS } from '@/scripts/check-imports/rooms';

const FILE = 'docs/architecture.md';
const [BEGIN, END] = ['<!-- rooms: written by tests/unit/house/architecture.test.ts -->', '<!-- /rooms -->'];
const PATH = /`((?:app|components|lib|server|scripts|tests|bench|prisma|docs|deploy)\/[\w./-]+|[A-Z]+\.md)`/g;

const documents = [FILE, 'docs/glossary.md', ...readdirSync('docs/adr').map((name) => `docs/adr/${name}`)];

function table(): string {
  const rows = Object.entries(ROOMS).map(
    ([name, { purpose, paths, imports }]) =>
      `- **${name}** (${paths.map((path) => `\`${path}\``).join(', ')}): ${purpose}. Imports ${imports.join(', ') || 'nothing'}.`,
  );
  return `${BEGIN}\n\n${rows.join('\n')}\n\n${END}`;
}

test('the rooms in the document are those of the check (UPDATE_DOCS=1 writes them)', () => {
  const text = readFileSync(FILE, 'utf8');
  const [before = '', rest = ''] = text.split(BEGIN);
  const after = rest.split(END)[1] ?? '';
  const wanted = `${before}${table()}${after}`;
  if (process.env.UPDATE_DOCS === '1') writeFileSync(FILE, wanted);
  else expect(text).toBe(wanted);
});

test.each(documents)('%s names no file that there is not', (document) => {
  const named = [...readFileSync(document, 'utf8').matchAll(PATH)].map(([, path = '']) => path);
  expect(named.filter((path) => !existsSync(path))).toEqual([]);
});

test('each decision says what was decided, why, and what follows', () => {
  const decisions = documents.filter((document) => document.startsWith('docs/adr/'));
  expect(decisions.length).toBeGreaterThan(5);
  for (const decision of decisions) {
    const text = readFileSync(decision, 'utf8');
    for (const part of ['# ', '**Decision.**', '**Why.**', '**Consequences.**']) expect(text).toContain(part);
  }
});

const RULES = [
  ...readFileSync('CONTRIBUTING.md', 'utf8').matchAll(/^\| ([^|]+?) +\| `([\w./-]+)` +\| `(\w+)` +\|$/gm),
];

test('CONTRIBUTING.md names the file of 25 rules of the product', () => {
  expect(RULES.length).toBeGreaterThanOrEqual(25);
});

test.each(RULES.map(([, rule, file, name]) => ({ rule, file, name })))(
  '$rule: $file',
  ({ file = '', name }) => {
    expect(readFileSync(file, 'utf8')).toMatch(
      new RegExp(`^(?:export )?(?:async )?(?:const|function|interface|type) ${name}\\b`, 'm'),
    );
  },
);
