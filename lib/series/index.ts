import { pool } from '@/lib/platform/database';
import { singleton } from '@/lib/platform/singleton';
import type { SeriesReader } from './port';
import { postgresReader } from './postgres/postgres-reader';

export { advance } from './advance';
export { type Baseline, baselineOf, MIN_BASELINE_COUNT, ratioOf, WINDOW_MS } from './baseline';
export { announceCollection, forgetCollection, knownCollection, tellAnnouncements } from './current';
export * from './hours';
export type { SeriesReader } from './port';
export { readExtremes, readHourCells, readSlots, rolledUntil } from './postgres/far-hours';
export { appendHistory, lockStatistics, refreshStatistics } from './postgres/history';
export { readSpan } from './postgres/observation-store';
export { appendOldHistory } from './postgres/old-history';
export { type OnStep, recordSlot, type Slot } from './postgres/record-slot';
export { ensureDimensions, type MarketName, type MetricDefinition, syncMetrics } from './postgres/registry';
export { rewindStatistics } from './postgres/rewind-statistics';
export { appendRollups, rollUpFinishedHours } from './postgres/rollup-store';
export { readStats } from './postgres/stats-store';
export * from './slot-record';
export { emptyStats, rowIndex } from './stats-table';
export * from './types';

/** The store that this process reads from: the one place where it is chosen. */
export function seriesReader(): SeriesReader {
  return singleton('series-reader', () => postgresReader(pool(), Date.now));
}
