import type { Metric, StatsTable } from '@/lib/series';
import type { Watches } from './compiled-watches';
import { findUnusual } from './find-unusual';
import { distanceOf } from './level-range';
import { type Candidate, holdBack, limitOpenings } from './limit-openings';
import { type Alert, type Opening, publicAlerts } from './public-alerts';
import { type Liquidity, liquidDistance, meansBefore, seriesReadings } from './series-readings';
import { type WatchedRange, watchedRange } from './watched-range';
import { advanceSeries, type SeriesKey, seriesKey, unwatched, type WatchedSeries } from './watched-series';

/** A slot as the collection has recorded it. */
export interface AlertSlot {
  atMs: number;
  intervalMs: number;
  metrics: readonly Metric[];
  /** The statistics before this slot, and with it. */
  previous: StatsTable;
  stats: StatsTable;
  /** Dimensions whose baseline begins anew. */
  restarted: ReadonlySet<number>;
  /** Dimensions whose held values of the slots before are accepted with this one; absent: none. */
  released?: ReadonlySet<number>;
}

/** What is known before a slot. */
export interface AlertState {
  /** Public alerts that are open, or ended at most 30 min ago. */
  alerts: readonly Alert[];
  series: readonly WatchedSeries[];
  /** False: alerts were not checked in the slot before, so that what is new since then is news. */
  isPreviousChecked: boolean;
}

export interface AlertChanges {
  opened: Opening[];
  /** Stored public alerts that are not as they were. */
  changed: Alert[];
  /** Watched series that are not as they were, and those that need not be remembered. */
  written: WatchedSeries[];
  forgotten: SeriesKey[];
  /** All watched series after the slot. */
  series: WatchedSeries[];
  /** What is news to those who watch it: levels that opened in this slot. */
  begun: WatchedRange[];
  /** Series that opened beyond the limits of one collection: nobody is notified of them. */
  held: number;
}

/**
 * What becomes of public alerts and watched series in a slot. Pure. Levels open only where both what the market trades
 * now and what it usually trades are `minTurnover` US dollars a day or more. `tick` is called before each series.
 */
export function judgeAlerts(
  state: AlertState,
  slot: AlertSlot,
  watches: Watches,
  { tick = () => undefined, ...liquidity }: Liquidity & { tick?: () => void },
): AlertChanges {
  const { atMs, metrics, stats, previous, restarted } = slot;
  const { markets } = liquidity;
  const rules = { metrics, ...liquidity };
  const now = seriesReadings(stats, atMs, rules, meansBefore(previous, slot.released));
  const before = seriesReadings(previous, null, rules);
  const columnOf = new Map(metrics.map(({ name }, column) => [name, column]));
  const alerts = publicAlerts(state.alerts, slot, now, columnOf);
  const known = new Set(state.series.map(seriesKey));
  const after: WatchedSeries[] = [];
  const written: WatchedSeries[] = [];
  const forgotten: SeriesKey[] = [];
  const candidates: Candidate[] = [];

  const judgeSeries = (series: WatchedSeries, isNew: boolean): void => {
    tick();
    const { dimensionId, metric, direction } = series;
    const column = columnOf.get(metric) ?? -1;
    const own = watches.of(column, markets.of(dimensionId));
    const reading = now.readingOf(dimensionId, column);
    const { series: next, begun } = advanceSeries(series, {
      atMs,
      intervalMs: slot.intervalMs,
      reading,
      isRestarted: restarted.has(dimensionId),
      isLiquid: () => now.isLiquid(dimensionId),
      knownDistance: () =>
        state.isPreviousChecked ? liquidDistance(before, dimensionId, column, direction) : 0,
      evidence: now.evidenceOf(dimensionId),
      hasLevel: (from, to) => own.hasLevel(direction, from, to),
    });
    if (next !== null) {
      after.push(next);
      if (next !== series) written.push(next);
    } else if (!isNew) forgotten.push(series);
    if (reading === null) return;
    const alert = alerts.openingOf(series, own.publicThreshold, reading);
    const watched =
      begun !== null && own.isWatched(direction, begun.from, begun.to) ? watchedRange(series, begun) : null;
    if (alert === null && watched === null) return;
    candidates.push({
      dimensionId,
      metric,
      direction,
      distance: distanceOf(direction, reading),
      turnover: now.turnoverOf(dimensionId),
      alert,
      begun: watched,
      audience: () => (watched === null ? 0 : own.audienceOf(direction, watched.from, watched.to).size),
    });
  };

  for (const series of state.series) judgeSeries(series, false);
  for (const { dimensionId, column } of candidatesOf(slot, watches)) {
    const reading = now.readingOf(dimensionId, column);
    if (reading === null) continue;
    const metric = metrics[column]?.name ?? '';
    const direction = reading.value > reading.mean ? ('above' as const) : ('below' as const);
    const key = { dimensionId, metric, direction };
    if (known.has(seriesKey(key))) continue;
    known.add(seriesKey(key));
    judgeSeries(unwatched(key), true);
  }
  const { taken, held } = limitOpenings(candidates);
  return {
    opened: taken.flatMap(({ alert }) => alert ?? []),
    changed: alerts.changed,
    written: holdBack(written, held, atMs),
    series: holdBack(after, held, atMs),
    forgotten,
    begun: taken.flatMap(({ begun }) => begun ?? []),
    held: held.length,
  };
}

/** Series that may be beyond a level: those far from their means of now, and those compared with means from before. */
function* candidatesOf({ stats, atMs, released }: AlertSlot, watches: Watches) {
  for (const { row, column } of findUnusual(stats, atMs, watches)) {
    yield { dimensionId: stats.dimensionIds[row] ?? 0, column };
  }
  for (const dimensionId of released ?? []) {
    for (const column of watches.columns) yield { dimensionId, column };
  }
}
