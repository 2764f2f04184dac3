import { relative } from 'node:path';
import { z } from 'zod';
import type { Counts } from './counts';
import { failureLine } from './failure-line';

const assertion = z.object({
  fullName: z.string(),
  status: z.string(),
  failureMessages: z.array(z.string()),
});

const report = z.object({
  numPassedTests: z.number(),
  numFailedTests: z.number(),
  numPendingTests: z.number(),
  numTodoTests: z.number(),
  testResults: z.array(
    z.object({ name: z.string(), message: z.string(), assertionResults: z.array(assertion) }),
  ),
});

/** Vitest's JSON report. A test that passed with an error beside it passed at its second try. */
export const vitestReport = report.transform((all): Counts => {
  const files = all.testResults.map((file) => ({ ...file, path: relative(process.cwd(), file.name) }));
  const lines = (status: string) =>
    files.flatMap(({ path, assertionResults }) =>
      assertionResults
        .filter((test) => test.status === status && test.failureMessages.length > 0)
        .map((test) => failureLine(path, test.fullName, test.failureMessages[0])),
    );
  // A file that could not be loaded, or whose hooks failed, says so itself.
  const broken = files
    .filter(({ message }) => message !== '')
    .map(({ path, message }) => failureLine(path, 'the file', message));
  return {
    passed: all.numPassedTests,
    failed: all.numFailedTests,
    skipped: all.numPendingTests + all.numTodoTests,
    failures: [...lines('failed'), ...broken],
    secondTries: lines('passed'),
  };
});
