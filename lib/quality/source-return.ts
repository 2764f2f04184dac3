import { distance } from './distance';
import { DEFAULT_LIMITS, type Limits } from './limits';
import type { SourceSlot } from './source-measure';

/** A source's median is well below 1.075x: half of what rejects it, so that it does not flap at the border. */
export function isWell(median: number, limits: Limits = DEFAULT_LIMITS): boolean {
  return distance(median) < limits.sourceReturn;
}

/** How many of a source's rejected slots just before this one were well without a break: their medians, newest first. */
export function wellInARow(rejectedMedians: readonly number[], limits: Limits = DEFAULT_LIMITS): number {
  const firstIll = rejectedMedians.findIndex((median) => !isWell(median, limits));
  return firstIll < 0 ? rejectedMedians.length : firstIll;
}

/**
 * Rule 5 for a whole source, *the way back*: how many more slots, this one not counted, a source has to stay away
 * that was rejected before and is well now. By its own median alone: the others have moved on from a slot that this
 * one did not share. After a single bad slot: none. Otherwise it is back at its third slot in a row.
 */
export function slotsToReturn(
  { rejectedInARow, wellInARow }: Pick<SourceSlot, 'rejectedInARow' | 'wellInARow'>,
  limits: Limits = DEFAULT_LIMITS,
): number {
  if (rejectedInARow <= 1) return 0;
  return Math.max(0, limits.sourceReturnSlots - wellInARow - 1);
}
