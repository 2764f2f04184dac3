import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { failure, summary } from '@/scripts/test/counts';
import { playwrightCounts, vitestCounts } from '@/scripts/test/reports';

const folder = mkdtempSync(join(tmpdir(), 'tracker-counts-'));
afterAll(() => rmSync(folder, { recursive: true }));

function file(content: object): string {
  const path = join(folder, `${Math.random()}.json`);
  writeFileSync(path, JSON.stringify(content));
  return path;
}

const vitest = { numPassedTests: 7, numFailedTests: 0, numPendingTests: 1, numTodoTests: 1, testResults: [] };
const playwright = {
  suites: [],
  errors: [],
  stats: { expected: 5, unexpected: 0, flaky: 0, skipped: 2 },
};

test('what passed in all suites is one line', () => {
  const counts = [vitestCounts(file(vitest), 0), playwrightCounts(file(playwright), 0)];
  expect(summary(counts)).toEqual(['4 skipped', '12 passed, 0 failed']);
});

test('vitest names at the end what failed, what needed a second try, and files that could not run', () => {
  const assertionResults = [
    {
      fullName: 'a sum',
      status: 'failed',
      failureMessages: ['\u001b[31mError: 3 is not 2\u001b[0m\n  at x'],
    },
    { fullName: 'a race', status: 'passed', failureMessages: ['Error: too late'] },
    { fullName: 'a test', status: 'passed', failureMessages: [] },
  ];
  const testResults = [
    { name: join(process.cwd(), 'tests/a.test.ts'), message: '', assertionResults },
    { name: join(process.cwd(), 'tests/b.test.ts'), message: 'Cannot find c', assertionResults: [] },
  ];
  const counts = vitestCounts(file({ ...vitest, numFailedTests: 1, testResults }), 1);
  expect(summary([counts]).slice(1)).toEqual([
    'at the second try only: tests/a.test.ts › a race: Error: too late',
    'failed: tests/a.test.ts › a sum: Error: 3 is not 2',
    'failed: tests/b.test.ts › the file: Cannot find c',
    '7 passed, 1 failed',
  ]);
});

test('Playwright names the same, at any depth', () => {
  const spec = (title: string, status: string) => ({
    file: 'a.spec.ts',
    title,
    tests: [{ status, results: [{ error: { message: 'Error: gone' } }, {}] }],
  });
  const suites = [
    { specs: [spec('a', 'unexpected')], suites: [{ specs: [spec('b', 'flaky'), spec('c', 'expected')] }] },
  ];
  const stats = { expected: 1, unexpected: 1, flaky: 1, skipped: 0 };
  const counts = playwrightCounts(file({ suites, errors: [{ message: 'no port' }], stats }), 1);
  expect(summary([counts])).toEqual([
    'at the second try only: a.spec.ts › b: Error: gone',
    'failed: a.spec.ts › a: Error: gone',
    'failed: tests/e2e › the run: no port',
    '2 passed, 1 failed',
  ]);
});

test('a run that failed without a failed test is a failure', () => {
  expect(vitestCounts(file(vitest), 3)).toMatchObject({
    failed: 1,
    failures: ['no test, but the run ended with exit code 3: see above'],
  });
});

test('a run that left no report is a failure', () => {
  const missing = join(folder, 'none.json');
  expect(playwrightCounts(missing, 0)).toEqual(failure(`no report in ${missing} (exit code 0)`));
});
