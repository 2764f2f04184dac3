import { group } from 'd3-array';
import type { ClientBase, Pool } from 'pg';
import { marketsOf } from '@/lib/alerts/markets';
import { withTransaction } from '@/lib/platform/database';
import type { Dimension, Snapshot } from '@/lib/series';
import { type BaseMarkets, candidatesOf } from './candidates';
import { columnsOf } from './columns';
import { nearestThresholds } from './nearest';
import { checkPace, inSlices, OutOfTimeError, type Pace } from './pace';
import type { Previewed, PreviewQuestion } from './question';
import { openFarHours } from './read-far-hours';
import { openDayReplay } from './replay-day';
import { openTally } from './tally';

/** A statement that takes longer is given up: a preview has no more time than this. */
const STATEMENT_TIMEOUT_MS = 3_000;
/** So many markets are looked at first, then twice as many each time. */
const FIRST_MARKETS = 12;
/** SQLSTATE query_canceled: our own time-out. */
const CANCELED = '57014';

export interface PreviewControl extends Pace {
  /** Called with what is known so far, each time it is more. */
  report(previewed: Previewed): void;
}

/**
 * What these watches would have caused until the last collection: in the last 24 h by the rules of the collection over
 * the stored observations, in the six days before from the extremes of hours. Goes base by base, the most traded first;
 * once its time is up, it returns what it has come to. Throws the signal's reason once that is aborted.
 */
export async function previewWatches(
  pool: Pool,
  snapshot: Snapshot,
  question: PreviewQuestion,
  control: PreviewControl,
): Promise<Previewed> {
  let known = nothingChecked(snapshot);
  const report = (previewed: Previewed) => {
    known = previewed;
    control.report(previewed);
  };
  if (snapshot.collection === null) return known;
  try {
    await withTransaction(
      pool,
      async (client) => {
        await client.query('SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY');
        await checkMarkets(client, snapshot, question, { ...control, report });
      },
      STATEMENT_TIMEOUT_MS,
    );
  } catch (error) {
    if (!isOutOfTime(error)) throw error;
  }
  return known;
}

async function checkMarkets(
  client: ClientBase,
  snapshot: Snapshot,
  question: PreviewQuestion,
  { report, ...pace }: PreviewControl,
): Promise<void> {
  const { watches, minTurnover } = question;
  const slotMs = snapshot.collection?.slotMs ?? 0;
  const intervalMs = (snapshot.collection?.intervalSeconds ?? 0) * 1000;
  const markets = marketsOf(snapshot.dimensions);
  const columns = columnsOf(snapshot.metrics, watches);
  const nearestOf = nearestThresholds(watches, columns.metrics, markets);
  const isWatched = (market: Dimension) => nearestOf(market) !== null;
  const bases = await inSlices(candidatesOf(snapshot, markets, isWatched, minTurnover), pace);
  const candidates = bases.flatMap((base) => base.markets);
  const tally = openTally(slotMs, candidates.length, (id) => markets.of(id).name);
  report(tally.previewed([]));

  const everyBase = group(snapshot.dimensions, ({ base }) => base);
  const readFarHours = await openFarHours(client, snapshot, slotMs, columns, nearestOf);
  const replaying = { client, snapshot, slotMs, intervalMs, markets, columns, question, pace };
  const day = await openDayReplay(replaying, candidates);
  for (const chunk of chunksOf(bases, day)) {
    checkPace(pace);
    const { today, earlier } = await readFarHours(chunk.flatMap((base) => base.markets));
    const unusual = chunk.filter((base) => base.markets.some(({ id }) => today.has(id)));
    // With the others of their bases, which tell what a market trades where its exchange does not.
    const replayed = unusual.flatMap((base) =>
      [...new Set([...base.markets, ...(everyBase.get(base.base) ?? [])])].slice(0, day.maxMarketsOfBase),
    );
    const lived = replayed.length === 0 ? { alerts: [], toldAtMs: [] } : await day.replayMarkets(replayed);
    const byBase = group(earlier, ({ dimensionId }) => markets.of(dimensionId).base);
    const hoursMs = [...byBase.values()].map((series) => series.map((each) => each.hoursMs));
    tally.add(sizeOf(chunk), lived, hoursMs);
    report(tally.previewed(day.slotsMs()));
  }
}

/**
 * Whole bases, together of as many markets as are replayed at once: few at first, so that a busy machine comes to
 * something. A base that has more comes alone, without its rest.
 */
function* chunksOf(
  bases: readonly BaseMarkets[],
  { maxMarkets, maxMarketsOfBase }: { maxMarkets: number; maxMarketsOfBase: number },
): Generator<BaseMarkets[]> {
  let chunk: BaseMarkets[] = [];
  let room = Math.min(FIRST_MARKETS, maxMarkets);
  for (const { base, markets } of bases) {
    const one = { base, markets: markets.slice(0, maxMarketsOfBase) };
    if (chunk.length > 0 && sizeOf(chunk) + one.markets.length > room) {
      yield chunk;
      chunk = [];
      room = Math.min(2 * room, maxMarkets);
    }
    chunk.push(one);
  }
  if (chunk.length > 0) yield chunk;
}

function sizeOf(bases: readonly BaseMarkets[]): number {
  return bases.reduce((sum, { markets }) => sum + markets.length, 0);
}

/** What is known before the first market was looked at: any may match. */
export function nothingChecked({ collection, dimensions }: Snapshot): Previewed {
  return {
    asOfMs: collection?.slotMs ?? null,
    day: { mails: 0, alerts: 0, examples: [] },
    week: { mails: 0, alerts: 0 },
    markets: { checked: 0, matching: collection === null ? 0 : dimensions.length },
  };
}

function isOutOfTime(error: unknown): boolean {
  if (error instanceof OutOfTimeError) return true;
  return error instanceof Error && 'code' in error && error.code === CANCELED;
}
