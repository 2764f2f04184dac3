import {
  baselineOf,
  type Metric,
  MIN_BASELINE_COUNT,
  QUALITIES,
  rowIndex,
  type StatsTable,
} from '@/lib/series';
import type { Reading } from './episode';
import type { Direction } from './level';
import { distanceOf, type Evidence } from './level-range';
import type { Markets } from './markets';
import { type DollarRates, turnoverOf } from './turnover';

/** What tells whether a market trades enough to have an alert. */
export interface Liquidity {
  markets: Markets;
  /** US dollars a day. */
  minTurnover: number;
  /** What quotes were worth as of statistics; by default what the markets in them say. */
  ratesOf?: (stats: StatsTable) => DollarRates | undefined;
}

/** What a table of statistics says of its series as of one slot. */
export interface SeriesReadings {
  /** Null without a value of this slot or without a baseline: then there is nothing to compare. */
  readingOf(dimensionId: number, column: number): Reading | null;
  /** Whether what a market trades now and what it usually trades are both enough. */
  isLiquid(dimensionId: number): boolean;
  /** US dollars a day; 0 where unknown. */
  turnoverOf(dimensionId: number): number;
  evidenceOf(dimensionId: number): Evidence;
}

/** The mean that a series is to be compared with in place of the one in the table; null: that one. */
type MeanOf = (dimensionId: number, column: number) => number | null;

/**
 * For markets in `released`, the means from before their values were held: those values have entered the baseline by
 * now, and a move that is confirmed in a young baseline would be measured by itself.
 */
export function meansBefore(previous: StatsTable, released: ReadonlySet<number> | undefined): MeanOf {
  if (released === undefined || released.size === 0) return () => null;
  const rowOf = rowIndex(previous.dimensionIds);
  return (dimensionId, column) => {
    const row = released.has(dimensionId) ? (rowOf[dimensionId] ?? -1) : -1;
    const cell = row * previous.metricCount + column;
    const [count, mean, latest] = [previous.count[cell], previous.mean[cell], previous.latest[cell]];
    if (row < 0 || count === undefined || mean === undefined || latest === undefined) return null;
    // With the value of the slot before, which is not part of its own baseline.
    if (count + 1 < MIN_BASELINE_COUNT || Number.isNaN(latest)) return null;
    return mean + (latest - mean) / (count + 1);
  };
}

/** Readings of the slot at `atMs`; null: of whichever slot each market was last seen in. */
export function seriesReadings(
  stats: StatsTable,
  atMs: number | null,
  { metrics, markets, minTurnover, ratesOf }: Liquidity & { metrics: readonly Metric[] },
  meanOf: MeanOf = () => null,
): SeriesReadings {
  const rowOf = rowIndex(stats.dimensionIds);
  const turnover = turnoverOf(stats, metrics, markets, ratesOf?.(stats));
  const known = new Map<number, { latest: number; usual: number }>();
  const turnoverIn = (dimensionId: number) => {
    const row = rowOf[dimensionId] ?? -1;
    const found = known.get(dimensionId) ?? (row < 0 ? { latest: 0, usual: 0 } : turnover(row));
    known.set(dimensionId, found);
    return found;
  };
  return {
    readingOf(dimensionId, column) {
      const row = rowOf[dimensionId] ?? -1;
      if (row < 0 || column < 0 || (atMs !== null && stats.atMs[row] !== atMs)) return null;
      const mean = meanOf(dimensionId, column) ?? baselineOf(stats, row, column)?.mean ?? Number.NaN;
      const value = stats.latest[row * stats.metricCount + column] ?? Number.NaN;
      return mean > 0 && Number.isFinite(value / mean) ? { value, mean } : null;
    },
    isLiquid(dimensionId) {
      const { latest, usual } = turnoverIn(dimensionId);
      return latest >= minTurnover && usual >= minTurnover;
    },
    turnoverOf: (dimensionId) => turnoverIn(dimensionId).latest || 0,
    evidenceOf(dimensionId) {
      const row = rowOf[dimensionId] ?? -1;
      return {
        quality: stats.quality[row] ?? QUALITIES.indexOf('good'),
        venuesAgreeing: stats.venuesAgreeing[row] ?? 0,
        venuesListing: stats.venuesListing[row] ?? 0,
      };
    },
  };
}

/** How far a series was beyond its mean, where it traded enough to open levels; otherwise 0. */
export function liquidDistance(
  readings: SeriesReadings,
  dimensionId: number,
  column: number,
  direction: Direction,
): number {
  const reading = readings.readingOf(dimensionId, column);
  return reading !== null && readings.isLiquid(dimensionId) ? distanceOf(direction, reading) : 0;
}
