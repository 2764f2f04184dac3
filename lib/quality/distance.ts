/** How far apart two positive numbers are as a factor, the same both ways: 10 for 10x and for 0.1x. NaN if one is. */
export function distance(a: number, b = 1): number {
  return Math.max(a / b, b / a);
}
