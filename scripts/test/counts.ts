import { existsSync, readFileSync } from 'node:fs';
import { z } from 'zod';

export interface Counts {
  passed: number;
  failed: number;
  skipped: number;
  /** Of those that passed: at their second try only. */
  flaky: number;
}

const vitestReport = z
  .object({
    numPassedTests: z.number(),
    numFailedTests: z.number(),
    numPendingTests: z.number(),
    numTodoTests: z.number(),
  })
  .transform((r) => ({
    passed: r.numPassedTests,
    failed: r.numFailedTests,
    skipped: r.numPendingTests + r.numTodoTests,
    flaky: 0,
  }));

const playwrightReport = z
  .object({
    stats: z.object({ expected: z.number(), unexpected: z.number(), flaky: z.number(), skipped: z.number() }),
  })
  .transform(({ stats: s }) => ({
    passed: s.expected + s.flaky,
    failed: s.unexpected,
    skipped: s.skipped,
    flaky: s.flaky,
  }));

/** What vitest's JSON report says; a run that failed without a failed test, or left no report, counts as one failure. */
export function vitestCounts(file: string, exitCode: number): Counts {
  return read(file, vitestReport, exitCode);
}

/** The same of Playwright's. */
export function playwrightCounts(file: string, exitCode: number): Counts {
  return read(file, playwrightReport, exitCode);
}

/** The sum, and the line that closes a run: `12 passed, 0 failed`. */
export function total(all: Counts[]): Counts & { line: string } {
  const sum = (pick: (counts: Counts) => number) => all.reduce((n, counts) => n + pick(counts), 0);
  const counts = {
    passed: sum((c) => c.passed),
    failed: sum((c) => c.failed),
    skipped: sum((c) => c.skipped),
    flaky: sum((c) => c.flaky),
  };
  return { ...counts, line: `${counts.passed} passed, ${counts.failed} failed` };
}

function read(file: string, report: z.ZodType<Counts>, exitCode: number): Counts {
  const counts = existsSync(file)
    ? report.parse(JSON.parse(readFileSync(file, 'utf8')))
    : { passed: 0, failed: 1, skipped: 0, flaky: 0 };
  return exitCode !== 0 && counts.failed === 0 ? { ...counts, failed: 1 } : counts;
}
