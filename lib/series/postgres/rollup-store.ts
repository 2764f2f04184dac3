import type { ClientBase, Pool } from 'pg';
import { HOUR_MS } from '@/lib/model/time';
import { withTransaction } from '@/lib/platform/database';
import type { HourRollup } from '@/lib/series/hours';
import { rollUp } from '@/lib/series/rollup';
import { CopyWriter } from './copy-writer';
import { readObservations } from './observation-store';
import { readMetrics } from './registry';
import { cellsOf, writeCells } from './rollup-cells';

/** A slot may be stored a while after its time: an hour is over when its last slot can no longer be under way. */
const SETTLE_MS = 120_000;
const STATEMENT_TIMEOUT_MS = 120_000;

/** Rolls up each hour in [fromMs, nowMs) that is over and not rolled up yet. Answers how many hours. */
export async function rollUpFinishedHours(
  pool: Pool,
  range: { fromMs: number; nowMs: number; intervalMs: number },
): Promise<number> {
  const { rows } = await pool.query<{ hour: Date }>(
    `SELECT hour FROM generate_series(date_trunc('hour', $1::timestamptz, 'UTC'), $2::timestamptz, interval '1 hour') AS h (hour)
     WHERE hour + interval '1 hour' <= $2 AND NOT EXISTS (SELECT FROM rolled_hour r WHERE r.hour = h.hour)
     ORDER BY hour`,
    [new Date(range.fromMs), new Date(range.nowMs - SETTLE_MS)],
  );
  for (const { hour } of rows) await rollUpHour(pool, hour.getTime(), range.intervalMs, range.nowMs);
  return rows.length;
}

async function rollUpHour(pool: Pool, hourMs: number, intervalMs: number, nowMs: number): Promise<void> {
  const metricCount = (await readMetrics(pool)).length;
  await withTransaction(
    pool,
    async (client) => {
      // A write into this hour deletes its mark: it is waited for here, or waits and then finds the mark.
      await client.query('LOCK TABLE rolled_hour IN SHARE ROW EXCLUSIVE MODE');
      await client.query(
        `INSERT INTO rolled_hour (hour, rolled_up_at) VALUES ($1, $2)
         ON CONFLICT (hour) DO UPDATE SET rolled_up_at = excluded.rolled_up_at`,
        [new Date(hourMs), new Date(nowMs)],
      );
      await client.query('DELETE FROM rollup_hour WHERE hour = $1', [new Date(hourMs)]);
      const range = { fromMs: hourMs, untilMs: hourMs + HOUR_MS, intervalMs };
      const seen = await observedIn(client, range);
      for await (const { observations } of readObservations(client, seen, range, metricCount)) {
        await appendRollup(client, rollUp(observations, hourMs));
      }
    },
    STATEMENT_TIMEOUT_MS,
  );
}

/**
 * For who writes a slot: its hour, if it is rolled up already, will be again. Call it before the slot is written; until
 * the transaction ends no hour is rolled up.
 */
export async function reopenHourOf(client: ClientBase, atMs: number): Promise<void> {
  await client.query(`DELETE FROM rolled_hour WHERE hour = date_trunc('hour', $1::timestamptz, 'UTC')`, [
    new Date(atMs),
  ]);
}

async function observedIn(
  client: ClientBase,
  range: { fromMs: number; untilMs: number },
): Promise<Int32Array> {
  const { rows } = await client.query<{ id: number }>(
    'SELECT DISTINCT dimension_id AS id FROM observation WHERE at >= $1 AND at < $2',
    [new Date(range.fromMs), new Date(range.untilMs)],
  );
  return Int32Array.from(rows, ({ id }) => id).sort();
}

/** Appends an hour of dimensions that do not have it yet. */
export function appendRollup(client: ClientBase, hour: HourRollup): Promise<void> {
  return appendRollups(client, [hour]);
}

/** The same of any hours. */
export async function appendRollups(client: ClientBase, hours: readonly HourRollup[]): Promise<void> {
  const rows = new CopyWriter();
  for (const hour of hours) {
    const cells = cellsOf(hour.metricCount);
    for (let row = 0; row < hour.dimensionIds.length; row++) {
      const length = writeCells(hour, row, cells);
      rows
        .row(3)
        .int4(hour.dimensionIds[row] ?? 0)
        .timestamptz(hour.hourMs)
        .float8Array(cells, 0, length);
    }
  }
  await rows.send(client, 'rollup_hour (dimension_id, hour, cells)');
}
