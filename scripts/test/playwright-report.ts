import { z } from 'zod';
import type { Counts } from './counts';
import { failureLine } from './failure-line';

const spec = z.object({
  file: z.string(),
  title: z.string(),
  tests: z.array(
    z.object({
      status: z.string(),
      results: z.array(z.object({ error: z.object({ message: z.string().optional() }).optional() })),
    }),
  ),
});

interface Suite {
  specs: z.infer<typeof spec>[];
  suites?: Suite[];
}
const suite: z.ZodType<Suite> = z.object({
  specs: z.array(spec),
  suites: z.lazy(() => z.array(suite)).optional(),
});

const report = z.object({
  suites: z.array(suite),
  errors: z.array(z.object({ message: z.string().optional() })),
  stats: z.object({ expected: z.number(), unexpected: z.number(), flaky: z.number(), skipped: z.number() }),
});

/** Playwright's JSON report. Errors outside of any test (a set-up that failed) are told as well. */
export const playwrightReport = report.transform(({ suites, errors, stats }): Counts => {
  const specs = suites.flatMap(specsOf);
  const lines = (status: string) =>
    specs.flatMap(({ file, title, tests }) =>
      tests
        .filter((test) => test.status === status)
        .map((test) => failureLine(file, title, test.results.find((r) => r.error)?.error?.message)),
    );
  return {
    passed: stats.expected + stats.flaky,
    failed: stats.unexpected,
    skipped: stats.skipped,
    failures: [...lines('unexpected'), ...errors.map((e) => failureLine('tests/e2e', 'the run', e.message))],
    secondTries: lines('flaky'),
  };
});

function specsOf({ specs, suites = [] }: Suite): Suite['specs'] {
  return [...specs, ...suites.flatMap(specsOf)];
}
