/** The textbook answer, from the raw values: two passes, each with a compensated sum (Neumaier 1974). */
export function recompute(values: readonly number[]): { count: number; mean: number; stddev: number } {
  const count = values.length;
  const rough = sum(values) / count;
  // The mean of what is left over corrects the rounding of the first pass.
  const rest = sum(values.map((value) => value - rough)) / count;
  const m2 = sum(values.map((value) => (value - rough - rest) ** 2));
  return { count, mean: rough + rest, stddev: Math.sqrt(m2 / (count - 1)) };
}

function sum(values: readonly number[]): number {
  let total = 0;
  let lost = 0;
  for (const value of values) {
    const next = total + value;
    lost += Math.abs(total) >= Math.abs(value) ? total - next + value : value - next + total;
    total = next;
  }
  return total + lost;
}

/** How far a window may be from the recomputation: 1e-9 of the deviation, or of a millionth of the mean. */
export function tolerance({ mean, stddev }: { mean: number; stddev: number }): number {
  return 1e-9 * Math.max(stddev, 1e-6 * Math.abs(mean));
}
