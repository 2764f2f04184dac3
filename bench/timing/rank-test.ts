/** How two samples differ in rank (Mann-Whitney U, ties averaged, normal approximation). */
export interface RankTest {
  /** That one of the first is larger than one of the second, 0 to 1; 0.5 says nothing. */
  larger: number;
  /** Standard deviations away from 0.5, if both came from the same place. */
  z: number;
  /** Two-sided. */
  p: number;
}

export function rankTest(first: readonly number[], second: readonly number[]): RankTest {
  const all = [
    ...first.map((value) => ({ value, isFirst: true })),
    ...second.map((value) => ({ value, isFirst: false })),
  ];
  all.sort((a, b) => a.value - b.value);
  let rankSum = 0;
  for (let from = 0; from < all.length; ) {
    let to = from;
    while (to < all.length && all[to]?.value === all[from]?.value) to++;
    for (let at = from; at < to; at++) if (all[at]?.isFirst) rankSum += (from + 1 + to) / 2;
    from = to;
  }
  const [n, m] = [first.length, second.length];
  const u = rankSum - (n * (n + 1)) / 2;
  const z = (u - (n * m) / 2) / Math.sqrt((n * m * (n + m + 1)) / 12);
  return { larger: u / (n * m), z, p: 2 * (1 - normal(Math.abs(z))) };
}

/** The standard normal distribution (Abramowitz and Stegun 26.2.17, exact to 7.5e-8). */
function normal(z: number): number {
  const t = 1 / (1 + 0.2316419 * z);
  const tail = [0.31938153, -0.356563782, 1.781477937, -1.821255978, 1.330274429].reduceRight(
    (sum, factor) => (sum + factor) * t,
    0,
  );
  return 1 - (Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI)) * tail;
}
