import { baselineOf, type Metric, QUALITIES, rowIndex, type StatsTable } from '@/lib/series';
import type { Watches } from './compiled-watches';
import { advanceEpisode, type Episode, type Reading, reopened } from './episode';
import { findUnusual } from './find-unusual';
import { exceeds, type Level, levelKey } from './level';
import type { Markets } from './markets';
import { type DollarRates, turnoverOf } from './turnover';

/** An alert as it is stored. */
export interface Alert extends Episode {
  id: string;
  dimensionId: number;
  metric: string;
  openedMs: number;
  opening: { value: number; mean: number; ratio: number };
  /** Index into QUALITIES, at the opening. */
  quality: number;
  venuesAgreeing: number;
  venuesListing: number;
}

/** One that opens in this slot. */
export interface Opening extends Omit<Alert, 'id'> {
  /** False where the series was beyond this threshold in the slot before, too, and only now somebody watches it. */
  isNews: boolean;
}

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
}

export interface AlertChanges {
  opened: Opening[];
  /** Stored alerts that are not as they were. */
  changed: Alert[];
}

/** What tells whether a market trades enough to have an alert. */
export interface Liquidity {
  markets: Markets;
  /** US dollars a day. */
  minTurnover: number;
  /** What quotes were worth as of statistics; by default what the markets in them say. */
  ratesOf?: (stats: StatsTable) => DollarRates | undefined;
}

/**
 * What becomes of the alerts in a slot. Pure. `live` are those that are open, or ended a moment ago. An alert opens only
 * where both what the market trades now and what it usually trades are `minTurnover` US dollars a day or more.
 */
export function judgeAlerts(
  live: readonly Alert[],
  slot: AlertSlot,
  watches: Watches,
  { markets, minTurnover, ratesOf }: Liquidity,
): AlertChanges {
  const { atMs, metrics, stats, restarted } = slot;
  const rowOf = rowIndex(stats.dimensionIds);
  const columnOf = new Map(metrics.map(({ name }, column) => [name, column]));
  const known = new Map<string, Alert>();
  const changed: Alert[] = [];
  for (const alert of live) {
    known.set(keyOf(alert), alert);
    if (alert.resolvedMs !== null) continue;
    const row = rowOf[alert.dimensionId] ?? -1;
    const reading = readingOf(stats, row, columnOf.get(alert.metric) ?? -1, atMs);
    const isRestarted = restarted.has(alert.dimensionId);
    const next = advanceEpisode(alert, reading, { ...slot, isRestarted });
    if (next !== alert) changed.push(next);
  }

  const opened: Opening[] = [];
  const isLiquid = liquidity(stats, metrics, { markets, minTurnover, ratesOf });
  const wasUnusual = before(slot, { markets, minTurnover, ratesOf });
  for (const { row, column } of findUnusual(stats, atMs, watches)) {
    const dimension = markets.of(stats.dimensionIds[row] ?? 0);
    const metric = metrics[column]?.name ?? '';
    const reading = readingOf(stats, row, column, atMs);
    if (reading === null) continue;
    for (const level of watches.levelsOf(column, dimension)) {
      if (!exceeds(level, reading.value, reading.mean)) continue;
      const alert = known.get(keyOf({ ...level, dimensionId: dimension.id, metric }));
      if (alert !== undefined && alert.resolvedMs === null) continue;
      if (!isLiquid(row)) break;
      const again = alert && reopened(alert, reading, atMs);
      if (again) changed.push(again);
      else {
        const isNews = !wasUnusual(dimension.id, column, level);
        opened.push({ ...open(level, reading, atMs), ...marks(stats, row), metric, isNews });
      }
    }
  }
  return { opened, changed };
}

const keyOf = (alert: Level & { dimensionId: number; metric: string }) =>
  `${alert.dimensionId} ${alert.metric} ${levelKey(alert)}`;

/** Null without a value of this slot or without a baseline: then there is nothing to compare. */
function readingOf(stats: StatsTable, row: number, column: number, atMs: number): Reading | null {
  if (row < 0 || column < 0 || stats.atMs[row] !== atMs) return null;
  const mean = baselineOf(stats, row, column)?.mean ?? Number.NaN;
  const value = stats.latest[row * stats.metricCount + column] ?? Number.NaN;
  return mean > 0 && Number.isFinite(value / mean) ? { value, mean } : null;
}

function liquidity(
  stats: StatsTable,
  metrics: readonly Metric[],
  { markets, minTurnover: least, ratesOf }: Liquidity,
) {
  const turnover = turnoverOf(stats, metrics, markets, ratesOf?.(stats));
  const known = new Map<number, boolean>();
  return (row: number): boolean => {
    const isKnown = known.get(row);
    if (isKnown !== undefined) return isKnown;
    const { latest, usual } = turnover(row);
    const isLiquid = latest >= least && usual >= least;
    known.set(row, isLiquid);
    return isLiquid;
  };
}

/** Whether a series was beyond a level already as of the slot before: then its alert would be open if it were new. */
function before({ previous, metrics }: AlertSlot, given: Liquidity) {
  const rowOf = rowIndex(previous.dimensionIds);
  const isLiquid = liquidity(previous, metrics, given);
  return (dimensionId: number, column: number, level: Level): boolean => {
    const row = rowOf[dimensionId] ?? -1;
    const reading = readingOf(previous, row, column, previous.atMs[row] ?? Number.NaN);
    return reading !== null && exceeds(level, reading.value, reading.mean) && isLiquid(row);
  };
}

function open(level: Level, reading: Reading, atMs: number) {
  const ratio = reading.value / reading.mean;
  return {
    direction: level.direction,
    threshold: level.threshold,
    openedMs: atMs,
    resolvedMs: null,
    staleMs: null,
    missingSinceMs: null,
    calmSinceMs: null,
    opening: { ...reading, ratio },
    peakRatio: ratio,
    peakAtMs: atMs,
    closing: null,
  };
}

function marks(stats: StatsTable, row: number) {
  return {
    dimensionId: stats.dimensionIds[row] ?? 0,
    quality: stats.quality[row] ?? QUALITIES.indexOf('good'),
    venuesAgreeing: stats.venuesAgreeing[row] ?? 0,
    venuesListing: stats.venuesListing[row] ?? 0,
  };
}
