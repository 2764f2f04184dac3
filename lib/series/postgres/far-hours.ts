import type { ClientBase } from 'pg';
import { MIN_BASELINE_COUNT } from '@/lib/series/baseline';
import { idList } from './literals';
import { cellSql } from './rollup-cells';

/** Which series are looked at, and what is far. */
export interface Far {
  dimensionIds: Int32Array;
  /** Of the metric. */
  position: number;
  direction: 'above' | 'below';
  /** Times the mean of the 24 hours before; `below`: that mean divided by this. */
  times: number;
}

export interface FarHour {
  dimensionId: number;
  hourMs: number;
  /** How far: extreme / mean, or (`below`) mean / extreme. */
  times: number;
}

/** The rolled hours from `fromMs` on whose extreme is that far from the mean of the 24 hours before them. */
export async function readFarHours(
  client: ClientBase,
  { dimensionIds, position, direction, times }: Far,
  fromMs: number,
): Promise<FarHour[]> {
  const cell = (field: 'count' | 'mean' | 'min' | 'max') => cellSql(field, '$1');
  const ratio = direction === 'above' ? 'max / usual' : 'usual / min';
  const { rows } = await client.query<FarHour>(
    `SELECT id AS "dimensionId", (extract(epoch FROM hour) * 1000)::float8 AS "hourMs",
       ${ratio} AS times FROM (
       SELECT dimension_id AS id, hour, ${cell('max')} AS max, ${cell('min')} AS min,
         sum(${cell('mean')} * ${cell('count')}) OVER day / sum(${cell('count')}) OVER day AS usual,
         sum(${cell('count')}) OVER day AS count
       FROM rollup_hour
       WHERE dimension_id = ANY(${idList(dimensionIds)}) AND ${cell('count')} > 0
         AND hour >= $3::timestamptz - interval '24 hours'
       WINDOW day AS (PARTITION BY dimension_id ORDER BY hour
         RANGE BETWEEN interval '24 hours' PRECEDING AND interval '1 hour' PRECEDING)) AS h
     WHERE hour >= $3 AND count >= ${MIN_BASELINE_COUNT} AND usual > 0 AND min > 0 AND ${ratio} > $2`,
    [position, times, new Date(fromMs)],
  );
  return rows;
}

/** The lowest and the highest value of each series from `fromMs` on. */
export async function readExtremes(
  client: ClientBase,
  { dimensionIds, position }: Pick<Far, 'dimensionIds' | 'position'>,
  fromMs: number,
): Promise<{ dimensionId: number; min: number; max: number }[]> {
  const { rows } = await client.query<{ dimensionId: number; min: number; max: number }>(
    `SELECT dimension_id AS "dimensionId", min(values[$1]), max(values[$1]) FROM observation
     WHERE dimension_id = ANY(${idList(dimensionIds)}) AND at >= $2 AND values[$1] IS NOT NULL GROUP BY 1`,
    [position, new Date(fromMs)],
  );
  return rows;
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
