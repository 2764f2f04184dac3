import { isMajority, largestAgreement } from './agreement';
import { distance } from './distance';
import { DEFAULT_LIMITS, type Limits } from './limits';
import { medianOf } from './median';
import type { Measured, SourceSlot } from './source-measure';

/**
 * Whether a source's prices stand as an honest one's, within 1.075x: half of what rejects it, so that it does not flap
 * at the border. Any of three is enough, and a steady 10x has none of them:
 * - `median`, its own, is near 1.
 * - Its median level: its prices are those of its peers, market by market. Without this, a source that was rejected for
 *   lagging one slot in a true fall of 17 % stands at 0.83x of its last accepted prices from then on, and stayed out
 *   although everyone agrees with it; after a day away no ratio compares, and the level still does.
 * - Its median ratio is that of a majority of the others, two at least. It says the same of a source whose markets
 *   nobody else lists (prices in won), since the baselines of all span the same day.
 */
export function isWell(
  { median, source }: { median: number; source: Measured },
  others: readonly Measured[],
  limits: Limits = DEFAULT_LIMITS,
): boolean {
  const near = (value: number) => distance(value) < limits.sourceReturn;
  if (near(median) || (source.levelSpeaks && near(source.level))) return true;
  const theirs = others.map(({ ratio }) => ratio).filter((ratio) => !Number.isNaN(ratio));
  const agreed = largestAgreement(theirs, limits.sourceAgreement);
  return isMajority(agreed.length, theirs.length) && near(source.ratio / medianOf(agreed));
}

/** How many of a source's rejected slots just before this one were well without a break. Newest first. */
export function wellInARow(rejected: readonly { well: boolean }[]): number {
  const firstIll = rejected.findIndex(({ well }) => !well);
  return firstIll < 0 ? rejected.length : firstIll;
}

/**
 * Rule 5 for a whole source, *the way back*: how many more slots, this one not counted, a source has to stay away
 * that was rejected before and is well now. The others' steps do not count here: they have moved on from a slot that
 * this one did not share. After a single bad slot: none. Otherwise it is back at its third slot in a row.
 */
export function slotsToReturn(
  { rejectedInARow, wellInARow }: Pick<SourceSlot, 'rejectedInARow' | 'wellInARow'>,
  limits: Limits = DEFAULT_LIMITS,
): number {
  if (rejectedInARow <= 1) return 0;
  return Math.max(0, limits.sourceReturnSlots - wellInARow - 1);
}
