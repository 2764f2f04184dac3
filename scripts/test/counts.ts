export interface Counts {
  passed: number;
  failed: number;
  skipped: number;
  /** What failed, a line each: its file, its name, and how its error begins. */
  failures: string[];
  /** What passed at its second try only, a line each. */
  secondTries: string[];
}

/** A run of which no more is known than that it failed, and why. */
export function failure(why: string): Counts {
  return { passed: 0, failed: 1, skipped: 0, failures: [why], secondTries: [] };
}

/** How a run ends: what needed a second try, what failed, and as the last line `12 passed, 0 failed`. */
export function summary(all: Counts[]): string[] {
  const sum = (pick: (counts: Counts) => number) => all.reduce((n, counts) => n + pick(counts), 0);
  const skipped = sum((c) => c.skipped);
  return [
    ...(skipped > 0 ? [`${skipped} skipped`] : []),
    ...all.flatMap((c) => c.secondTries).map((line) => `at the second try only: ${line}`),
    ...all.flatMap((c) => c.failures).map((line) => `failed: ${line}`),
    `${sum((c) => c.passed)} passed, ${sum((c) => c.failed)} failed`,
  ];
}
