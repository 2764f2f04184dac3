const ISO_8601 = /^(\d{4})-(\d\d)-(\d\d)T\d\d:\d\d(:\d\d(\.\d{1,9})?)?(Z|[+-]\d\d:?\d\d)$/;

/** ms since the epoch, UTC, of an ISO 8601 time with its zone; NaN for anything else. What is below 1 ms is cut off. */
export function readTime(text: string): number {
  const parts = ISO_8601.exec(text);
  if (parts === null) return Number.NaN;
  // Date.parse takes 30 February for 2 March.
  const [year, month, day] = [Number(parts[1]), Number(parts[2]), Number(parts[3])];
  if (day > new Date(Date.UTC(year, month, 0)).getUTCDate()) return Number.NaN;
  return Date.parse(text);
}
