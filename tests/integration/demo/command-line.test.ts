import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';

let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'tracker-demo-'));
  writeFileSync(join(folder, 'unknown-words.txt'), 'after 1m: the moon\n');
  writeFileSync(join(folder, 'unknown-name.txt'), 'after 1m for 1m: mtgox fails with 503\n');
});

afterAll(() => rmSync(folder, { recursive: true }));

test.each([
  [['--seed', 'many'], '--seed "many": write a whole number'],
  [['--fast'], "Unknown option '--fast': write npm run demo -- [--scenario FILE]"],
  [['--scenario', 'no-such.txt'], 'cannot read the scenario'],
  [['--scenario', 'unknown-words.txt'], 'unknown-words.txt:1: "after 1m: the moon": write one of'],
  [['--scenario', 'unknown-name.txt'], 'the scenario names "mtgox": write one of binance, gate'],
])('npm run demo -- %j says in one line what to write, and starts nothing', (args, says) => {
  const data = join(folder, 'data');
  const files = args.map((arg) => (arg.endsWith('.txt') ? join(folder, arg) : arg));
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ['--import', 'tsx', 'scripts/demo.ts', ...files],
    { env: { ...process.env, DATA_DIR: data }, encoding: 'utf8' },
  );
  expect(stderr).toContain(says);
  expect(stderr.trim().split('\n')).toHaveLength(1);
  expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
  expect(readdirSync(folder)).not.toContain('data');
});
