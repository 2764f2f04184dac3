import { group } from 'd3-array';
import type { ClientBase, Pool } from 'pg';
import type { Market } from './market';
import type { Known } from './slots';

type Queryable = Pool | ClientBase;

/** The slot of the last closed collection, ms UTC: up to it, no collection writes any more. Null before the first. */
export async function lastCollectedSlot(queryable: Queryable): Promise<number | null> {
  const { rows } = await queryable.query<{ last: Date | null }>(
    'SELECT max(slot) AS last FROM collection WHERE closed_at IS NOT NULL',
  );
  return rows[0]?.last?.getTime() ?? null;
}

/** Whether a collection has left markets behind. */
export async function hasMarkets(queryable: Queryable): Promise<boolean> {
  const { rows } = await queryable.query<{ has: boolean }>(
    `SELECT EXISTS (SELECT FROM dimension_stats) AND EXISTS (SELECT FROM collection WHERE closed_at IS NOT NULL) AS has`,
  );
  return rows[0]?.has === true;
}

/** The markets of these exchanges that have been seen within a day. */
export async function readMarkets(
  pool: Pool,
  exchanges: readonly string[],
  position: { price: number; quoteVolume: number },
): Promise<Market[]> {
  const { rows } = await pool.query<Market>(
    `SELECT d.id AS "dimensionId", name, exchange, base, quote, latest[$2] AS price, latest[$3] AS "quoteVolume"
     FROM dimension_stats s JOIN dimension d ON d.id = s.dimension_id
     WHERE exchange = ANY($1) AND latest[$2] > 0`,
    [exchanges, position.price, position.quoteVolume],
  );
  return rows;
}

/** What is known of the prices of these markets in [fromMs, toMs], accepted or refused, by dimension id. */
export async function readKnown(
  queryable: Queryable,
  dimensionIds: readonly number[],
  { fromMs, toMs, position }: { fromMs: number; toMs: number; position: number },
): Promise<(dimensionId: number) => Known> {
  const { rows } = await queryable.query<{ id: number; atMs: number; price: number | null }>(
    `SELECT id, (extract(epoch FROM at) * 1000)::float8 AS "atMs", price FROM
       (SELECT dimension_id AS id, at, NULL AS price, values FROM rejection
        UNION ALL SELECT dimension_id, at, values[$4], values FROM observation) all_sent
     WHERE id = ANY($1) AND at >= $2 AND at <= $3 AND values[$4] IS NOT NULL`,
    [dimensionIds, new Date(fromMs), new Date(toMs), position],
  );
  const byDimension = group(rows, ({ id }) => id);
  return (id) => new Map((byDimension.get(id) ?? []).map(({ atMs, price }) => [atMs, price]));
}
