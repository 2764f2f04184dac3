import type { SourceState } from '@/lib/incidents';
import type { SlotState } from './read-cells';

/** A span of the strip: the worst state of its slots; null where nothing was collected. */
interface StripCell {
  ms: number;
  state: SourceState | null;
}

/**
 * Where the change to the present state lies, [`fromMs`, `toMs`): from the last cell that was otherwise to the end of
 * the next one that was collected, since a cell shows the worst of its slots alone. Null where all of the strip is of
 * this state and the strip is full: the change is older. Gaps, such as stalls of our own, change no state.
 */
export function changeSpan(
  strip: readonly StripCell[],
  state: SourceState,
  cellMs: number,
): { fromMs: number; toMs: number } | null {
  const isOther = (cell: StripCell) => cell.state !== null && cell.state !== state;
  const last = strip.findLastIndex(isOther);
  const first = strip.findIndex((cell) => cell.state !== null);
  if (last < 0 && first === 0) return null;
  const from = Math.max(0, last < 0 ? first : last);
  const next = strip.findIndex((cell, i) => i > from && cell.state !== null);
  const [begin, end] = [strip[from]?.ms ?? 0, strip[next < 0 ? from : next]?.ms ?? 0];
  return { fromMs: begin, toMs: end + cellMs };
}

/** The first slot after the last one that was otherwise; null without one. `slots` are those of the change's span. */
export function firstSlotOf(state: SourceState, slots: readonly SlotState[]): number | null {
  const last = slots.findLastIndex((slot) => slot.state !== state);
  return slots[last + 1]?.slotMs ?? null;
}
