import type { ClientBase } from 'pg';
import type { HourCells } from '@/lib/series/types';
import { copyOut } from './copy-reader';
import { idList, timestamp } from './literals';
import { cellSql } from './rollup-cells';

const HOUR_FIELDS = ['count', 'mean', 'min', 'max'] as const;

/**
 * The rolled hours of some markets from `fromMs` on, of the metrics at these positions, by market and time. The caller
 * bounds how many.
 */
export async function readHourCells(
  client: ClientBase,
  dimensionIds: Int32Array,
  positions: readonly number[],
  fromMs: number,
): Promise<HourCells> {
  const cells = positions.flatMap((position) => HOUR_FIELDS.map((field) => cellSql(field, `${position}`)));
  const reader = await copyOut(
    client,
    `SELECT dimension_id, hour, ARRAY[${cells.join(', ')}]::float8[] FROM rollup_hour
     WHERE dimension_id = ANY(${idList(dimensionIds)}) AND hour >= ${timestamp(fromMs)}
     ORDER BY dimension_id, hour`,
  );
  const rows = reader.rowsLeft();
  const hours: HourCells = {
    columns: positions.length,
    dimensionIds: new Int32Array(rows),
    hourMs: new Float64Array(rows),
    cells: new Float64Array(rows * cells.length).fill(Number.NaN),
  };
  for (let row = 0; reader.next(); row++) {
    hours.dimensionIds[row] = reader.int4();
    hours.hourMs[row] = reader.timestamptz();
    reader.float8Array(hours.cells, row * cells.length, cells.length);
  }
  return hours;
}

/** The lowest and the highest value of some markets from `fromMs` on, by column; NaN where there is none. */
export async function readExtremes(
  client: ClientBase,
  dimensionIds: Int32Array,
  positions: readonly number[],
  fromMs: number,
): Promise<{ dimensionId: number; min: Float64Array; max: Float64Array }[]> {
  const each = (fold: 'min' | 'max') =>
    positions.map((position) => `${fold}(values[${position}])::float8`).join(', ');
  const { rows } = await client.query<Record<'min' | 'max', (number | null)[]> & { dimensionId: number }>(
    `SELECT dimension_id AS "dimensionId", ARRAY[${each('min')}] AS min, ARRAY[${each('max')}] AS max
     FROM observation WHERE dimension_id = ANY($1) AND at >= $2 GROUP BY 1`,
    [Array.from(dimensionIds), new Date(fromMs)],
  );
  const known = (values: (number | null)[]) => Float64Array.from(values, (value) => value ?? Number.NaN);
  return rows.map(({ dimensionId, min, max }) => ({ dimensionId, min: known(min), max: known(max) }));
}

/** Where the hours end that are rolled up, ms UTC; null where none is. */
export async function rolledUntil(client: ClientBase): Promise<number | null> {
  const { rows } = await client.query<{ until: Date | null }>(
    `SELECT max(hour) + interval '1 hour' AS until FROM rolled_hour`,
  );
  return rows[0]?.until?.getTime() ?? null;
}

/** The slots in [fromMs, toMs] that were collected, ascending, and whose baselines began anew in them. */
export async function readSlots(
  client: ClientBase,
  { fromMs, toMs }: { fromMs: number; toMs: number },
): Promise<{ slotsMs: number[]; restarted: Map<number, number[]> }> {
  const span = [new Date(fromMs), new Date(toMs)];
  const slots = await client.query<{ slot: Date }>(
    'SELECT slot FROM collection WHERE closed_at IS NOT NULL AND slot >= $1 AND slot <= $2 ORDER BY slot',
    span,
  );
  const restarts = await client.query<{ at: Date; ids: number[] }>(
    'SELECT at, array_agg(dimension_id) AS ids FROM baseline_restart WHERE at >= $1 AND at <= $2 GROUP BY at',
    span,
  );
  return {
    slotsMs: slots.rows.map(({ slot }) => slot.getTime()),
    restarted: new Map(restarts.rows.map(({ at, ids }) => [at.getTime(), ids])),
  };
}
