import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { clockReaders } from '@/tests/support/clocks/readers';
import { REASONS, reasonFor, UNSHIFTED } from '@/tests/support/clocks/reasons';

const readers = clockReaders();
const running = readers.filter(({ freezes }) => !freezes).map(({ file }) => file);

test('each test that reads a clock freezes it, or has a reason', () => {
  expect(readers.length).toBeGreaterThan(20);
  expect(running.filter((file) => reasonFor(file) === null)).toEqual([]);
});

test('each reason is still needed', () => {
  const unused = Object.keys(REASONS).filter((prefix) => !running.some((file) => file.startsWith(prefix)));
  expect(unused).toEqual([]);
});

test('each file that no shifted clock can run reads a clock', () => {
  expect(running).toEqual(expect.arrayContaining(Object.keys(UNSHIFTED)));
});

test('a test that counts midnights or names a zone looks at a fixed time', () => {
  const text = readFileSync('tests/e2e/graph.spec.ts', 'utf8');
  const [, zoned = ''] = text.split('for (const [timezoneId');
  expect(zoned).toContain('old()');
  expect(zoned).not.toContain('seeded()');
});
