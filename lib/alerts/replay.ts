import { DAY_MS } from '@/lib/model/time';
import { advance, emptyStats, type Metric, type ObservationRows, type StatsTable } from '@/lib/series';
import { compileWatches } from './compiled-watches';
import type { Reading } from './episode';
import { judgeAlerts } from './judge-alerts';
import type { WatchGroup } from './level';
import type { Markets } from './markets';
import { oneSubscriber, SUBSCRIBER } from './one-subscriber';
import type { DollarRates } from './turnover';
import { rangesOf, type WatchedRange } from './watched-range';
import type { SeriesKey, WatchedSeries } from './watched-series';

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

/** A series that went beyond one of the watches. */
export interface ReplayedAlert extends SeriesKey {
  /** The highest of the watches that it went beyond in that slot. */
  threshold: number;
  openedMs: number;
  opening: Reading & { ratio: number };
}

export interface Replayed {
  /** Those of the watches that opened, oldest first. */
  alerts: ReplayedAlert[];
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
  const columnOf = new Map(metrics.map(({ name }, column) => [name, column]));
  const levelOf = (range: WatchedRange): number | null =>
    compiled
      .of(columnOf.get(range.metric) ?? -1, markets.of(range.dimensionId))
      .levelOf(SUBSCRIBER, range.direction, range.from, range.to);
  const teller = oneSubscriber(markets, levelOf);
  const alerts: ReplayedAlert[] = [];
  const rates = new WeakMap<StatsTable, DollarRates>();
  const liquidity = { markets, minTurnover, ratesOf: (stats: StatsTable) => rates.get(stats) };
  let rate: DollarRates | undefined;
  let watched: WatchedSeries[] = [];
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
    const state = { alerts: [], series: watched, isPreviousChecked: true };
    const { series, begun } = judgeAlerts(state, slot, compiled, liquidity);
    watched = series;
    teller.tell({ atMs, live: rangesOf(series), begun });
    if (atMs >= span.fromMs) alerts.push(...begun.map((range) => replayedAlert(range, levelOf(range))));
  }
  return { alerts, toldAtMs: teller.toldAtMs };
}

function replayedAlert(range: WatchedRange, level: number | null): ReplayedAlert {
  const { dimensionId, metric, direction, openedMs, opening, from } = range;
  const ratio = opening.value / opening.mean;
  return {
    dimensionId,
    metric,
    direction,
    threshold: level ?? from,
    openedMs,
    opening: { ...opening, ratio },
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
