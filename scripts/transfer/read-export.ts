import type { ClientBase, Pool } from 'pg';
import { withTransaction } from '@/lib/platform/database';
import type { Metric } from '@/lib/series';

export interface ExportQuery {
  /** ms UTC, both included; null: all there is. */
  fromMs: number | null;
  toMs: number | null;
  /** Ascending position. */
  metrics: readonly Metric[];
  /** Null: all. */
  dimensionIds: readonly number[] | null;
}

/** One observation with the values of the metrics asked for, in their order; null where unknown. */
export interface ExportedRow {
  at: Date;
  name: string;
  values: (number | null)[];
}

const ROWS_PER_FETCH = 2_000;
const STATEMENT_TIMEOUT_MS = 600_000;

/**
 * Hands stored observations to `take`, a few at a time, ascending by time and then by the name of the dimension, all
 * as of one moment. `onHour` is told how many hours of how many are done. Awaits `take`, so that memory stays level.
 */
export async function readExport(
  pool: Pool,
  query: ExportQuery,
  take: (rows: readonly ExportedRow[]) => Promise<void>,
  onHour: (done: number, of: number) => void = () => undefined,
): Promise<void> {
  await withTransaction(
    pool,
    async (client) => {
      await client.query('SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY');
      const hours = await observedHours(client, query);
      for (const [done, hour] of hours.entries()) {
        onHour(done, hours.length);
        await readHour(client, query, hour, take);
      }
      onHour(hours.length, hours.length);
    },
    STATEMENT_TIMEOUT_MS,
  );
}

const RANGE = `($1::timestamptz IS NULL OR at >= $1) AND ($2::timestamptz IS NULL OR at <= $2)
  AND ($3::int[] IS NULL OR dimension_id = ANY($3))`;

function rangeOf({ fromMs, toMs, dimensionIds }: ExportQuery): unknown[] {
  const date = (ms: number | null) => (ms === null ? null : new Date(ms));
  return [date(fromMs), date(toMs), dimensionIds];
}

/** One read of the table, so that years without anything cost nothing. */
async function observedHours(client: ClientBase, query: ExportQuery): Promise<Date[]> {
  const { rows } = await client.query<{ hour: Date }>(
    `SELECT DISTINCT date_trunc('hour', at, 'UTC') AS hour FROM observation WHERE ${RANGE} ORDER BY hour`,
    rangeOf(query),
  );
  return rows.map(({ hour }) => hour);
}

/** By hours, so that Postgres sorts an hour in memory rather than everything on disk. */
async function readHour(
  client: ClientBase,
  query: ExportQuery,
  hour: Date,
  take: (rows: readonly ExportedRow[]) => Promise<void>,
): Promise<void> {
  const columns = query.metrics.map(({ position }) => `values[${Math.trunc(position)}]`);
  await client.query(
    `DECLARE exported NO SCROLL CURSOR FOR
     SELECT at, name, ARRAY[${columns.join(', ')}]::float8[] AS values
     FROM observation JOIN dimension ON dimension.id = dimension_id
     WHERE ${RANGE} AND at >= $4 AND at < $4::timestamptz + interval '1 hour' ORDER BY at, name COLLATE "C"`,
    [...rangeOf(query), hour],
  );
  for (;;) {
    const { rows } = await client.query<ExportedRow>(`FETCH ${ROWS_PER_FETCH} FROM exported`);
    if (rows.length > 0) await take(rows);
    if (rows.length < ROWS_PER_FETCH) break;
  }
  await client.query('CLOSE exported');
}
