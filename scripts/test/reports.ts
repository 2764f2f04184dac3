import { existsSync, readFileSync } from 'node:fs';
import type { z } from 'zod';
import { type Counts, failure } from './counts';
import { playwrightReport } from './playwright-report';
import { vitestReport } from './vitest-report';

/** What vitest's JSON report says; a run that failed without a failed test, or left no report, counts as one failure. */
export function vitestCounts(file: string, exitCode: number): Counts {
  return read(file, vitestReport, exitCode);
}

/** The same of Playwright's. */
export function playwrightCounts(file: string, exitCode: number): Counts {
  return read(file, playwrightReport, exitCode);
}

function read(file: string, report: z.ZodType<Counts>, exitCode: number): Counts {
  if (!existsSync(file)) return failure(`no report in ${file} (exit code ${exitCode})`);
  const counts = report.parse(JSON.parse(readFileSync(file, 'utf8')));
  if (exitCode === 0 || counts.failed > 0) return counts;
  const why =
    counts.failures.length > 0 ? [] : [`no test, but the run ended with exit code ${exitCode}: see above`];
  return { ...counts, failed: 1, failures: [...counts.failures, ...why] };
}
