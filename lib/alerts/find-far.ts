import type { ClientBase } from 'pg';
import {
  baselineOf,
  type Dimension,
  readExtremes,
  readFarHours,
  rolledUntil,
  type Snapshot,
} from '@/lib/series';
import type { WatchGroup } from './compiled-watches';
import type { BeyondHour } from './hourly';
import { type Markets, targetKey, targetsOf } from './markets';
import { turnoverOf } from './turnover';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** An hour is told from a day by its mean: the window of a slot within it is a little another one. */
const MARGIN = 0.9;

/** What is watched for, whoever does. */
export type Watch = Omit<WatchGroup, 'subscriberIds'>;

/** Markets that may have been beyond a watch within the last 24 h, and hours of the week before in which one was. */
export async function findFar(
  client: ClientBase,
  snapshot: Snapshot,
  markets: Markets,
  watches: readonly Watch[],
  minTurnover: number,
): Promise<{ today: Set<number>; earlier: BeyondHour[] }> {
  const slotMs = snapshot.collection?.slotMs ?? 0;
  const today = new Set<number>();
  const earlier: BeyondHour[] = [];
  const dayMs = slotMs - DAY_MS;
  const rolledMs = Math.max((await rolledUntil(client)) ?? 0, dayMs - HOUR_MS);
  const isTraded = traded(snapshot, markets, minTurnover);
  for (const watch of watches) {
    const { direction, threshold } = watch;
    const ids = snapshot.dimensions.filter((one) => fits(one, watch, markets) && isTraded(one));
    const dimensionIds = Int32Array.from(ids, ({ id }) => id);
    if (dimensionIds.length === 0) continue;
    for (const { name: metric, position, hasRatio } of snapshot.metrics) {
      if (!hasRatio || (watch.metric !== null && watch.metric !== metric)) continue;
      const far = { dimensionIds, position, direction, times: MARGIN * threshold };
      const weekMs = slotMs - 7 * DAY_MS;
      for (const { dimensionId, hourMs, times } of await readFarHours(client, far, weekMs)) {
        if (hourMs >= dayMs - HOUR_MS) today.add(dimensionId);
        if (times <= threshold || hourMs + HOUR_MS > dayMs) continue;
        earlier.push({ dimensionId, base: markets.of(dimensionId).base, watch, metric, hourMs });
      }
      for (const { dimensionId, min, max } of await readExtremes(client, far, rolledMs)) {
        const row = snapshot.rowOf.get(dimensionId) ?? -1;
        const mean = baselineOf(snapshot.stats, row, position - 1)?.mean ?? Number.NaN;
        const isFar =
          direction === 'above'
            ? max > far.times * Math.min(mean || min, min)
            : min < Math.max(mean || max, max) / far.times;
        if (isFar) today.add(dimensionId);
      }
    }
  }
  return { today, earlier };
}

/** Whether a watch is of a market; leveraged tokens only where it names them. */
function fits(dimension: Dimension, { dimension: target }: Watch, markets: Markets): boolean {
  if (target === null) return !markets.isLeveraged(dimension);
  return targetsOf(dimension).includes(targetKey(target));
}

/** Whether a market trades enough to have had an alert, give or take: the replay asks exactly. */
function traded({ stats, metrics, rowOf }: Snapshot, markets: Markets, minTurnover: number) {
  const turnover = turnoverOf(stats, metrics, markets);
  return ({ id }: Dimension): boolean => {
    const row = rowOf.get(id);
    if (row === undefined) return false;
    const { latest, usual } = turnover(row);
    return Math.max(latest, usual) >= minTurnover / 2;
  };
}
