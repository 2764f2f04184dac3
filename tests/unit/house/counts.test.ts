import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { playwrightCounts, total, vitestCounts } from '@/scripts/test/counts';

const folder = mkdtempSync(join(tmpdir(), 'tracker-counts-'));
afterAll(() => rmSync(folder, { recursive: true }));

function file(content: object): string {
  const path = join(folder, `${Math.random()}.json`);
  writeFileSync(path, JSON.stringify(content));
  return path;
}

const vitest = { numPassedTests: 7, numFailedTests: 0, numPendingTests: 1, numTodoTests: 1 };
const playwright = { stats: { expected: 5, unexpected: 0, flaky: 0, skipped: 2 } };

test('what passed in all suites is one line', () => {
  const counts = [vitestCounts(file(vitest), 0), playwrightCounts(file(playwright), 0)];
  expect(total(counts)).toEqual({ passed: 12, failed: 0, skipped: 4, flaky: 0, line: '12 passed, 0 failed' });
});

test('failures add up, and what passed at its second try only is told', () => {
  const failing = vitestCounts(file({ ...vitest, numFailedTests: 2 }), 1);
  const flaky = playwrightCounts(file({ stats: { ...playwright.stats, unexpected: 1, flaky: 1 } }), 1);
  expect(total([failing, flaky])).toMatchObject({ flaky: 1, line: '13 passed, 3 failed' });
});

test('a run that failed without a failed test is a failure', () => {
  expect(vitestCounts(file(vitest), 1).failed).toBe(1);
});

test('a run that left no report is a failure', () => {
  expect(playwrightCounts(join(folder, 'none.json'), 0)).toEqual({
    passed: 0,
    failed: 1,
    skipped: 0,
    flaky: 0,
  });
});
