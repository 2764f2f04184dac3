import type { ClientBase, Pool } from 'pg';
import { withTransaction } from '@/lib/db';
import { quoteClass } from '@/lib/quality';
import {
  baselineOf,
  type Dimension,
  readExtremes,
  readFarHours,
  readSlots,
  readSpan,
  rolledUntil,
  type Snapshot,
} from '@/lib/series';
import type { WatchGroup } from './compiled-watches';
import { type BeyondHour, countByHours } from './hourly';
import { type Markets, marketsOf, targetKey, targetsOf } from './markets';
import { type Replayed, replay } from './replay';
import { turnoverOf } from './turnover';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** Markets that are lived through again: 48 hours of each are read. */
const MOST_MARKETS = 400;
/** That are read beside them. */
const MOST_WITNESSES = 1_200;
const STATEMENT_TIMEOUT_MS = 8_000;
/** An hour is told from a day by its mean: the window of a slot within it is a little another one. */
const MARGIN = 0.9;

type Watch = Omit<WatchGroup, 'subscriberIds'>;

export interface Previewed {
  day: Replayed & {
    /** False where more markets might count than are lived through: then it is at least so much. */
    isAll: boolean;
  };
  week: { mails: number; alerts: number };
}

/**
 * What these watches would have caused until the last collection: in the last 24 h by the rules of the collection over
 * the stored observations, in the six days before from the extremes of hours. Throws a database error where a
 * statement takes longer than 8 s.
 */
export async function previewWatches(
  pool: Pool,
  snapshot: Snapshot,
  watches: readonly Watch[],
  minTurnover: number,
): Promise<Previewed> {
  const { collection, dimensions } = snapshot;
  if (collection === null) {
    return { day: { mails: 0, alerts: [], isAll: true }, week: { mails: 0, alerts: 0 } };
  }
  const markets = marketsOf(dimensions);
  return withTransaction(
    pool,
    async (client) => {
      await client.query('SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY');
      const found = await findFar(client, snapshot, markets, watches, minTurnover);
      const wanted = [...found.today].slice(0, MOST_MARKETS);
      const day = await replayDay(client, snapshot, markets, wanted, { watches, minTurnover });
      const before = countByHours(found.earlier);
      return {
        day: { ...day, isAll: wanted.length === found.today.size },
        week: { mails: before.mails + day.mails, alerts: before.alerts + day.alerts.length },
      };
    },
    STATEMENT_TIMEOUT_MS,
  );
}

/** Markets that may have been beyond a watch within the last 24 h, and hours of the week before in which one was. */
async function findFar(
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

async function replayDay(
  client: ClientBase,
  { collection, metrics, dimensions }: Snapshot,
  markets: Markets,
  wanted: readonly number[],
  { watches, minTurnover }: { watches: readonly Watch[]; minTurnover: number },
): Promise<Replayed> {
  if (collection === null || wanted.length === 0) return { mails: 0, alerts: [] };
  const toMs = collection.slotMs;
  const span = { fromMs: toMs - 2 * DAY_MS, toMs };
  const read = new Set([...wanted, ...witnesses(wanted.map(markets.of), dimensions)]);
  const observations = await readSpan(client, Int32Array.from(read).sort(), span, metrics.length);
  const { slotsMs, restarted } = await readSlots(client, span);
  const slots = new Set([...slotsMs, ...observations.atMs]);
  const history = {
    metrics,
    markets,
    observations,
    slotsMs: [...slots].sort((a, b) => a - b),
    restarted,
    intervalMs: collection.intervalSeconds * 1000,
  };
  // Exactly 24 h: a slot of that age is the day before.
  const from = { judgeFromMs: toMs - 1.5 * DAY_MS, fromMs: toMs - DAY_MS + 1 };
  return replay(history, watches, from, minTurnover);
}

/** Markets that tell what the others' quotes are worth, and what their base trades elsewhere. */
function witnesses(wanted: readonly Dimension[], dimensions: readonly Dimension[]): number[] {
  const quotes = new Set(wanted.map(({ quote }) => quoteClass(quote)));
  const bases = new Set(wanted.map(({ base }) => base));
  return dimensions
    .filter(({ base, quote }) => (quotes.has(base) && quoteClass(quote) === 'USD') || bases.has(base))
    .map(({ id }) => id)
    .slice(0, MOST_WITNESSES);
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
