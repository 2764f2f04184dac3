/** An hour of slots of five minutes. */
const LEAP = 12;

const STEPS: Record<string, number> = {
  ArrowLeft: -1,
  ArrowDown: -1,
  ArrowRight: 1,
  ArrowUp: 1,
  PageDown: -LEAP,
  PageUp: LEAP,
  Home: Number.NEGATIVE_INFINITY,
  End: Number.POSITIVE_INFINITY,
};

/** The cell that a key leads to from another; null for a key that leads nowhere. */
export function stepTo(key: string, from: number, last: number): number | null {
  const step = STEPS[key];
  return step === undefined ? null : Math.min(last, Math.max(0, from + step));
}
