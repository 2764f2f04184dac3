import type { ClientBase } from 'pg';
import type { Markets } from '@/lib/alerts/markets';
import { type Replayed, replay } from '@/lib/alerts/replay';
import type { DollarRates } from '@/lib/alerts/turnover';
import { DAY_MS } from '@/lib/model/time';
import { type Dimension, type ObservationRows, readSlots, readSpan, type Snapshot } from '@/lib/series';
import { byTime } from './by-time';
import type { Columns } from './columns';
import { checkPace, inSlices, type Pace } from './pace';
import type { PreviewQuestion } from './question';
import { ratesBySlot, ratingMarkets } from './rates';

/** Two days at 5 minutes: slots that came by another way than a collection are not listed. */
const MIN_SLOTS = 576;
/** Parsed at once: some 30 ms. */
const MAX_ROWS_READ = 60_000;
/** Of one base, some 25 MB of all metrics. */
const MAX_ROWS_OF_BASE = 240_000;

export interface Replaying {
  client: ClientBase;
  snapshot: Snapshot;
  slotMs: number;
  intervalMs: number;
  markets: Markets;
  columns: Columns;
  question: PreviewQuestion;
  pace: Pace;
}

export interface DayReplay {
  /** What the watches would have caused on markets: whole bases, as far as they are known. */
  replayMarkets(markets: readonly Dimension[]): Promise<Replayed>;
  /** How many markets may be replayed at once, and of a single base. */
  maxMarkets: number;
  maxMarketsOfBase: number;
  /** Every slot that was replayed so far, ascending, ms UTC. */
  slotsMs(): number[];
}

/** Prepares to live through the last day again, base by base, with what all of them need. */
export async function openDayReplay(given: Replaying, candidates: readonly Dimension[]): Promise<DayReplay> {
  const { client, slotMs, columns, markets, question, pace, snapshot } = given;
  const span = { fromMs: slotMs - 2 * DAY_MS, toMs: slotMs };
  const { slotsMs, restarted } = await readSlots(client, span);
  const expectedSlots = Math.max(slotsMs.length, MIN_SLOTS);
  const all = new Set(slotsMs);
  let rates: Map<number, DollarRates> | undefined;

  async function read(ids: readonly number[], positions: readonly number[]): Promise<ObservationRows> {
    const parts: ObservationRows[] = [];
    const step = Math.max(1, Math.floor(MAX_ROWS_READ / expectedSlots));
    for (let first = 0; first < ids.length; first += step) {
      checkPace(pace);
      parts.push(await readSpan(client, Int32Array.from(ids.slice(first, first + step)), positions, span));
    }
    return byTime(parts);
  }

  /** Once, and only where a market is quoted in something else than dollars. */
  async function readRates(): Promise<Map<number, DollarRates>> {
    const positions = ['price', 'quote_volume'].flatMap(
      (name) => snapshot.metricByName.get(name)?.position ?? [],
    );
    const rating = ratingMarkets(candidates, snapshot).slice(0, Math.floor(MAX_ROWS_OF_BASE / expectedSlots));
    if (rating.length === 0 || positions.length < 2) return new Map();
    const observations = await read(
      rating.map(({ id }) => id),
      positions,
    );
    const slots = [...new Set([...slotsMs, ...observations.atMs])].sort((a, b) => a - b);
    return inSlices(ratesBySlot(observations, slots, markets), pace);
  }

  return {
    maxMarkets: Math.max(1, Math.floor(MAX_ROWS_READ / expectedSlots)),
    maxMarketsOfBase: Math.max(1, Math.floor(MAX_ROWS_OF_BASE / expectedSlots)),
    slotsMs: () => [...all].sort((a, b) => a - b),
    async replayMarkets(wanted) {
      rates ??= await readRates();
      const observations = await read(
        wanted.map(({ id }) => id),
        columns.positions,
      );
      checkPace(pace);
      const slots = new Set([...slotsMs, ...observations.atMs]);
      for (const at of slots) all.add(at);
      const history = {
        metrics: columns.metrics,
        markets,
        observations,
        slotsMs: [...slots].sort((a, b) => a - b),
        restarted,
        rates,
        intervalMs: given.intervalMs,
      };
      // Exactly 24 h: a slot of that age is the day before.
      const from = { judgeFromMs: slotMs - 1.5 * DAY_MS, fromMs: slotMs - DAY_MS + 1 };
      return inSlices(replay(history, question.watches, from, question.minTurnover), pace);
    },
  };
}
