import { advance, emptyStats, type Metric, type ObservationRows, type StatsTable } from '@/lib/series';
import { compileWatches, type WatchGroup } from './compiled-watches';
import { REOPEN_MS } from './episode';
import { type Alert, judgeAlerts } from './judge-alerts';
import type { Markets } from './markets';
import { decideTellings, type Told } from './tell';
import type { DollarRates } from './turnover';

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
  /** What quotes were worth, by slot; before the first of them, the markets themselves say it. */
  rates: ReadonlyMap<number, DollarRates>;
  intervalMs: number;
}

export interface Replayed {
  /** Those of the watches that opened, oldest first. */
  alerts: Omit<Alert, 'id'>[];
  /** The slots in which a subscriber with these watches had something to be told, ascending; those before too. */
  toldAtMs: number[];
}

/**
 * Lives through a history with these watches, by the rules that the collection itself judges by, and counts from
 * `fromMs` on. What is before fills the windows, and from `judgeFromMs` on tells what was open already. Yields after
 * each slot.
 */
export function* replay(
  history: History,
  watches: readonly Omit<WatchGroup, 'subscriberIds'>[],
  span: { judgeFromMs: number; fromMs: number },
  minTurnover: number,
): Generator<void, Replayed> {
  const { metrics, markets, observations, slotsMs, restarted, intervalMs } = history;
  const groups = watches.map((watch) => ({ ...watch, subscriberIds: [SUBSCRIBER] }));
  const dimensionIds = Int32Array.from(new Set(observations.dimensionIds)).sort();
  const compiled = compileWatches(groups, Number.POSITIVE_INFINITY, { metrics, markets, dimensionIds });
  const rows = rowsBySlot(observations);
  const teller = oneSubscriber(markets);
  const alerts: Omit<Alert, 'id'>[] = [];
  const rates = new WeakMap<StatsTable, DollarRates>();
  const liquidity = { markets, minTurnover, ratesOf: (stats: StatsTable) => rates.get(stats) };
  let rate: DollarRates | undefined;
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
    rate = history.rates.get(atMs) ?? rate;
    if (rate !== undefined) rates.set(stats, rate);
    yield;
    if (atMs < span.judgeFromMs) continue;
    const slot = { atMs, intervalMs, metrics, previous, stats, restarted: new Set(anew) };
    const { opened, changed } = judgeAlerts(live, slot, compiled, liquidity);
    const inserted = opened.map(({ isNews: _, ...alert }, i) => ({ ...alert, id: `${atMs} ${i}` }));
    const now = new Map([...live, ...changed, ...inserted].map((alert) => [alert.id, alert]));
    live = [...now.values()].filter(
      ({ resolvedMs }) => resolvedMs === null || resolvedMs >= atMs - REOPEN_MS,
    );
    const begun = inserted.filter((_, i) => opened[i]?.isNews);
    const ended = changed.filter(({ resolvedMs }) => resolvedMs === atMs);
    teller.tell({ atMs, live: [...now.values()], begun, ended });
    if (atMs >= span.fromMs) alerts.push(...begun);
  }
  return { alerts, toldAtMs: teller.toldAtMs };
}

/** What somebody with these watches was told so far, and when. */
function oneSubscriber(markets: Markets) {
  const told = new Map<string, Told>();
  const everything = new Set([SUBSCRIBER]);
  const toldAtMs: number[] = [];
  return {
    toldAtMs,
    tell(slot: { atMs: number; live: Alert[]; begun: Alert[]; ended: Alert[] }) {
      const { atMs } = slot;
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
      if (tellings.length > 0) toldAtMs.push(atMs);
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
