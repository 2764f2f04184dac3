/**
 * The largest set of values that lie within `factor` of one another, ascending; the lowest of several. NaN is no
 * value. On a line, a set whose ends agree agrees pairwise, so one pass over the sorted values finds it.
 */
export function largestAgreement(values: readonly number[], factor: number): number[] {
  const sorted = Float64Array.from(values.filter((value) => !Number.isNaN(value))).sort();
  let best = { from: 0, size: 0 };
  let from = 0;
  for (const [to, value] of sorted.entries()) {
    while (value > (sorted[from] ?? value) * factor) from++;
    if (to - from + 1 > best.size) best = { from, size: to - from + 1 };
  }
  return [...sorted.subarray(best.from, best.from + best.size)];
}

/** Nobody is condemned by one witness, nor by half of them: at least two, and more than half of all. */
export function isMajority(agreeing: number, of: number): boolean {
  return agreeing >= 2 && agreeing > of / 2;
}
