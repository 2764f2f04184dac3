const ENDLESS = /^[-+\d.]{400,}$|^[-+\d.]+e[-+]?\d{4,}$/i;
const MAX_DEPTH = 4;

/** The first text in a row that the library, which computes with whole numbers of any length, would never be done with. */
export function endlessNumber(value: unknown, depth = 0): string | null {
  if (typeof value === 'string') return ENDLESS.test(value) ? value : null;
  if (depth === MAX_DEPTH || typeof value !== 'object' || value === null) return null;
  for (const inner of Object.values(value)) {
    const found = endlessNumber(inner, depth + 1);
    if (found !== null) return found;
  }
  return null;
}

/** Whether a row holds such a number, as 1e999999999 is: it takes all memory and never ends. */
export function isEndless(row: unknown): boolean {
  return endlessNumber(row) !== null;
}
