/** The collection time: UTC, cut down to the interval. Both in ms since the epoch. */
export function slotOf(nowMs: number, intervalMs: number): number {
  return Math.floor(nowMs / intervalMs) * intervalMs;
}
