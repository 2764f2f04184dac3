import { MAX_MAILS_A_DAY } from '@/lib/alerts/notify';
import { DAY_MS } from '@/lib/model/time';

/**
 * How many mails one subscriber gets from `fromMs` on who has something to be told in the slots of `toldAtMs`: at most one
 * a slot and 24 a day, and the rest of a day in the first mail of the next. `slotsMs` are all slots, ascending.
 */
export function countMails(
  slotsMs: readonly number[],
  toldAtMs: ReadonlySet<number>,
  fromMs: number,
): number {
  let counted = 0;
  let day = Number.NaN;
  let ofDay = 0;
  let waits = false;
  for (const atMs of slotsMs) {
    const isNewDay = Math.floor(atMs / DAY_MS) !== day;
    const isDigest = isNewDay && waits;
    if (isNewDay) [day, ofDay] = [Math.floor(atMs / DAY_MS), 0];
    if (!isDigest && !toldAtMs.has(atMs)) continue;
    if (isDigest || ofDay < MAX_MAILS_A_DAY) {
      ofDay++;
      if (atMs >= fromMs) counted++;
      waits = false;
    } else waits = true;
  }
  return counted;
}
