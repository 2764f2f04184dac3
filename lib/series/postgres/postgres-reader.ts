import type { Pool } from 'pg';
import { announcedStats, currentCollection } from '@/lib/series/current';
import type { SeriesReader } from '@/lib/series/port';
import type { ClosedCollection, RejectedPoint, Snapshot } from '@/lib/series/types';
import { readHourExtremes } from './hour-extremes';
import { nextSnapshot, readClosedCollection, readSnapshot } from './read-snapshot';
import { cellSql } from './rollup-cells';

const AT_MS = '(extract(epoch FROM at) * 1000)::float8 AS "atMs"';

const arrayByHour = (field: string) => `array_to_json(array_agg(${field} ORDER BY "hourMs")) AS ${field}`;

const HOUR_FIELDS = ['count', 'mean', 'min', 'max'] as const;
const HOUR_CELLS = HOUR_FIELDS.map((field) => `${cellSql(field, '$2')} AS ${field}`).join(', ');

/** The reader over Postgres. `clock` answers ms since the epoch, UTC. */
export function postgresReader(pool: Pool, clock: () => number): SeriesReader {
  let held: { key: string | null; snapshot: Promise<Snapshot> } | null = null;

  let newest: Snapshot | null = null;
  const last = () => currentCollection(() => readClosedCollection(pool), clock());

  /** From what was announced with the collection, or else by reading all of it. */
  async function take(collection: ClosedCollection | null): Promise<Snapshot> {
    const stats = collection && announcedStats(collection);
    const next = collection && stats && newest && nextSnapshot(newest, collection, stats);
    newest = next ?? (await readSnapshot(pool, newest));
    return newest;
  }

  return {
    collection: last,

    async snapshot() {
      const collection = await last();
      const key = collection && `${collection.id}.${collection.revision}`;
      // Before the first collection nothing is worth holding: markets and metrics are still being entered.
      if (held === null || held.key !== key || key === null) {
        const snapshot = take(collection);
        held = { key, snapshot };
        snapshot.catch(() => {
          if (held?.snapshot === snapshot) held = null;
        });
      }
      return held.snapshot;
    },

    async points(dimensionId, position, fromMs, toMs) {
      // Two arrays in one row: a row for each value takes twice as long to read.
      const { rows } = await pool.query<Record<'atMs' | 'values', number[] | null>>(
        `SELECT array_to_json(array_agg("atMs" ORDER BY "atMs")) AS "atMs",
           array_to_json(array_agg(value ORDER BY "atMs")) AS values
         FROM (SELECT ${AT_MS}, values[$2] AS value FROM observation
           WHERE dimension_id = $1 AND at >= $3 AND at <= $4 AND values[$2] IS NOT NULL) p`,
        [dimensionId, position, new Date(fromMs), new Date(toMs)],
      );
      return {
        atMs: Float64Array.from(rows[0]?.atMs ?? []),
        values: Float64Array.from(rows[0]?.values ?? []),
      };
    },

    hourExtremes: (dimensionIds, positions, span) => readHourExtremes(pool, dimensionIds, positions, span),

    async hours(dimensionId, position, fromMs, toMs) {
      // One row of arrays, as for points: 90 days of five compared markets would hold readers for 100 ms.
      const { rows } = await pool.query<Record<(typeof HOUR_FIELDS)[number] | 'hourMs', number[] | null>>(
        `SELECT ${['"hourMs"', ...HOUR_FIELDS].map(arrayByHour).join(', ')}
         FROM (SELECT (extract(epoch FROM hour) * 1000)::float8 AS "hourMs", ${HOUR_CELLS}
           FROM rollup_hour WHERE dimension_id = $1 AND hour >= $3 AND hour < $4 AND ${cellSql('count', '$2')} > 0) h`,
        [dimensionId, position, new Date(fromMs), new Date(toMs)],
      );
      const [hours] = rows;
      return {
        hourMs: Float64Array.from(hours?.hourMs ?? []),
        count: Int32Array.from(hours?.count ?? []),
        mean: Float64Array.from(hours?.mean ?? []),
        min: Float64Array.from(hours?.min ?? []),
        max: Float64Array.from(hours?.max ?? []),
      };
    },

    async rejected(dimensionId, position, fromMs, toMs) {
      const { rows } = await pool.query<RejectedPoint>(
        `SELECT ${AT_MS}, values[$2] AS value, reason, peers FROM rejection
         WHERE dimension_id = $1 AND at >= $3 AND at <= $4 AND values[$2] IS NOT NULL ORDER BY at, reason`,
        [dimensionId, position, new Date(fromMs), new Date(toMs)],
      );
      return rows;
    },
  };
}
