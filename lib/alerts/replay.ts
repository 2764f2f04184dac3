import { advance, emptyStats, type Metric, type ObservationRows, type StatsTable } from '@/lib/series';
import { compileWatches, type WatchGroup } from './compiled-watches';
import { REOPEN_MS } from './episode';
import { type Alert, judgeAlerts } from './judge-alerts';
import type { Markets } from './markets';
import { MOST_MAILS_A_DAY } from './notify';
import { decideTellings, type Told } from './tell';

const DAY_MS = 86_400_000;
/** The one that the watches are of. */
const SUBSCRIBER = 1;

/** What was observed of some markets, slot by slot. */
export interface History {
  metrics: readonly Metric[];
  markets: Markets;
  /** In the order of their times. */
  observations: ObservationRows;
  /** Every slot that was collected, ascending, ms UTC. */
  slotsMs: readonly number[];
  /** Dimensions whose baseline began anew, by slot. */
  restarted: ReadonlyMap<number, readonly number[]>;
  intervalMs: number;
}

export interface Replayed {
  /** Mails to one subscriber with these watches. */
  mails: number;
  /** Those of the watches that opened, oldest first. */
  alerts: Omit<Alert, 'id'>[];
}

/**
 * Lives through a history with these watches, by the rules that the collection itself judges by, and counts from
 * `fromMs` on. What is before fills the windows, and from `judgeFromMs` on tells what was open already.
 */
export function replay(
  history: History,
  watches: readonly Omit<WatchGroup, 'subscriberIds'>[],
  span: { judgeFromMs: number; fromMs: number },
  minTurnover: number,
): Replayed {
  const { metrics, markets, observations, slotsMs, restarted, intervalMs } = history;
  const groups = watches.map((watch) => ({ ...watch, subscriberIds: [SUBSCRIBER] }));
  const dimensionIds = Int32Array.from(new Set(observations.dimensionIds)).sort();
  const compiled = compileWatches(groups, Number.POSITIVE_INFINITY, { metrics, markets, dimensionIds });
  const rows = rowsBySlot(observations);
  const teller = oneSubscriber(markets);
  const alerts: Omit<Alert, 'id'>[] = [];
  let live: Alert[] = [];
  let stats: StatsTable = emptyStats(new Int32Array(0), metrics.length);
  for (const atMs of slotsMs) {
    const previous = stats;
    const anew = restarted.get(atMs) ?? [];
    const batch = { ...part(observations, rows(atMs, atMs)), atMs };
    const oldestMs = atMs - 2 * DAY_MS;
    const leaving = part(
      observations,
      rows(Math.max(oldestMs, earliest(previous) - DAY_MS), atMs - DAY_MS - 1),
    );
    if (batch.dimensionIds.length > 0) stats = advance(previous, batch, [leaving], intervalMs, anew).stats;
    if (atMs < span.judgeFromMs) continue;
    const slot = { atMs, intervalMs, metrics, previous, stats, restarted: new Set(anew) };
    const { opened, changed } = judgeAlerts(live, slot, compiled, { markets, minTurnover });
    const inserted = opened.map(({ isNews: _, ...alert }, i) => ({ ...alert, id: `${atMs} ${i}` }));
    const now = new Map([...live, ...changed, ...inserted].map((alert) => [alert.id, alert]));
    live = [...now.values()].filter(
      ({ resolvedMs }) => resolvedMs === null || resolvedMs >= atMs - REOPEN_MS,
    );
    const begun = inserted.filter((_, i) => opened[i]?.isNews);
    const ended = changed.filter(({ resolvedMs }) => resolvedMs === atMs);
    teller.tell({ atMs, live: [...now.values()], begun, ended }, atMs >= span.fromMs);
    if (atMs >= span.fromMs) alerts.push(...begun);
  }
  return { mails: teller.mails(), alerts };
}

/** Who gets at most one mail a slot, 24 a day, and the rest of a day in the first mail of the next. */
function oneSubscriber(markets: Markets) {
  const told = new Map<string, Told>();
  const everything = new Set([SUBSCRIBER]);
  let counted = 0;
  let dayMs = 0;
  let ofDay = 0;
  let waits = false;
  return {
    mails: () => counted,
    tell(slot: { atMs: number; live: Alert[]; begun: Alert[]; ended: Alert[] }, counts: boolean) {
      const { atMs } = slot;
      const isNewDay = atMs - (atMs % DAY_MS) !== dayMs;
      const isDigest = isNewDay && waits;
      if (isNewDay) [dayMs, ofDay] = [atMs - (atMs % DAY_MS), 0];
      const tellings = decideTellings({
        ...slot,
        baseOf: ({ dimensionId }) => markets.of(dimensionId).base,
        audienceOf: () => everything,
        told: (_, base) => told.get(base),
      });
      for (const { base, event } of tellings) {
        const before = told.get(base);
        told.set(
          base,
          event === 'begin'
            ? { begunMs: atMs, overMs: null }
            : { begunMs: before?.begunMs ?? atMs, overMs: atMs },
        );
      }
      if (tellings.length === 0 && !isDigest) return;
      if (isDigest || ofDay < MOST_MAILS_A_DAY) {
        ofDay++;
        if (counts) counted++;
        waits = false;
      } else waits = true;
    },
  };
}

function earliest({ atMs }: StatsTable): number {
  let least = Number.POSITIVE_INFINITY;
  for (const at of atMs) if (at < least) least = at;
  return least;
}

/** The rows of a span of time, both ends included, as [first, end). */
function rowsBySlot({ atMs }: ObservationRows) {
  const firstFrom = (wanted: number) => {
    let [low, high] = [0, atMs.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((atMs[middle] ?? 0) < wanted) low = middle + 1;
      else high = middle;
    }
    return low;
  };
  return (fromMs: number, toMs: number): [first: number, end: number] => {
    const first = firstFrom(fromMs);
    return [first, Math.max(first, firstFrom(toMs + 1))];
  };
}

function part({ metricCount, ...rows }: ObservationRows, [first, end]: [number, number]): ObservationRows {
  return {
    metricCount,
    dimensionIds: rows.dimensionIds.subarray(first, end),
    atMs: rows.atMs.subarray(first, end),
    values: rows.values.subarray(first * metricCount, end * metricCount),
  };
}
