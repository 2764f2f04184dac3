import { advanceEpisode, type Episode, type Reading, reopened } from './episode';
import { exceeds, type Level, levelKey } from './level';
import type { Evidence } from './level-range';
import type { SeriesReadings } from './series-readings';
import type { SeriesKey, WatchedSeries } from './watched-series';

/** A public alert as it is stored. */
export interface Alert extends Episode, Evidence {
  id: string;
  dimensionId: number;
  metric: string;
  openedMs: number;
  opening: Reading & { ratio: number };
}

/** One that opens in this slot. */
export type Opening = Omit<Alert, 'id'>;

/** Moves the public alerts on by a slot; what changed is collected in `changed`. */
export interface PublicAlerts {
  changed: Alert[];
  /**
   * The alert that opens because `series` is above the threshold of the installation; null: none, or one that goes on,
   * or one that was held back in a slot before. A threshold of null is never exceeded.
   */
  openingOf(series: WatchedSeries, threshold: number | null, reading: Reading): Opening | null;
}

export function publicAlerts(
  alerts: readonly Alert[],
  slot: { atMs: number; intervalMs: number; restarted: ReadonlySet<number> },
  readings: SeriesReadings,
  columnOf: ReadonlyMap<string, number>,
): PublicAlerts {
  const { atMs, restarted } = slot;
  const alertOf = new Map(alerts.map((alert) => [keyOf(alert), alert]));
  const changed = alerts.flatMap((alert) => {
    if (alert.resolvedMs !== null) return [];
    const { dimensionId, metric } = alert;
    const reading = readings.readingOf(dimensionId, columnOf.get(metric) ?? -1);
    const next = advanceEpisode(alert, reading, { ...slot, isRestarted: restarted.has(dimensionId) });
    return next === alert ? [] : [next];
  });
  return {
    changed,
    openingOf({ dimensionId, metric, direction, ranges }, threshold, reading) {
      if (direction === 'below' || threshold === null) return null;
      const level = { direction, threshold };
      if (!exceeds(level, reading.value, reading.mean) || !readings.isLiquid(dimensionId)) return null;
      const alert = alertOf.get(keyOf({ dimensionId, metric, ...level }));
      if (alert?.resolvedMs === null) return null;
      const again = alert && reopened(alert, reading, atMs);
      if (again) {
        changed.push(again);
        return null;
      }
      const isHeld = ranges.some((range) => range.isHeld && range.from <= threshold && threshold < range.to);
      const series = { dimensionId, metric, ...level };
      return isHeld ? null : opening(series, reading, atMs, readings.evidenceOf(dimensionId));
    },
  };
}

const keyOf = (alert: Level & { dimensionId: number; metric: string }) =>
  `${alert.dimensionId} ${alert.metric} ${levelKey(alert)}`;

function opening(series: Level & SeriesKey, reading: Reading, atMs: number, evidence: Evidence): Opening {
  const ratio = reading.value / reading.mean;
  return {
    ...series,
    openedMs: atMs,
    resolvedMs: null,
    staleMs: null,
    missingSinceMs: null,
    calmSinceMs: null,
    opening: { ...reading, ratio },
    peakRatio: ratio,
    peakAtMs: atMs,
    closing: null,
    ...evidence,
  };
}
