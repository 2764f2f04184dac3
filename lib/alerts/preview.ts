import type { ClientBase, Pool } from 'pg';
import { withTransaction } from '@/lib/db';
import { quoteClass } from '@/lib/quality';
import { type Dimension, readSlots, readSpan, type Snapshot } from '@/lib/series';
import { findFar, type Watch } from './find-far';
import { countByHours } from './hourly';
import { type Markets, marketsOf } from './markets';
import { type Replayed, replay } from './replay';

const DAY_MS = 24 * 3_600_000;
/** Markets that are lived through again: 48 hours of each are read. */
const MOST_MARKETS = 400;
/** That are read beside them. */
const MOST_WITNESSES = 1_200;
const STATEMENT_TIMEOUT_MS = 8_000;

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
