import type { ClientBase, Pool } from 'pg';
import type { Dimension, Metric } from '@/lib/series/types';

export type MetricDefinition = Omit<Metric, 'position'>;
export type MarketName = Omit<Dimension, 'id'>;

/** Known metrics by ascending position; `position - 1` is a column of the statistics. */
export async function readMetrics(queryable: Pool | ClientBase): Promise<Metric[]> {
  const { rows } = await queryable.query<Metric>(
    `SELECT position, name, label, unit, description, has_ratio AS "hasRatio" FROM metric ORDER BY position`,
  );
  return rows;
}

/** Makes the stored metrics agree with their definitions. A new one gets the next position; none is ever reused. */
export async function syncMetrics(pool: Pool, definitions: readonly MetricDefinition[]): Promise<Metric[]> {
  for (const { name, label, unit, description, hasRatio } of definitions) {
    await pool.query(
      `INSERT INTO metric (position, name, label, unit, description, has_ratio)
       SELECT coalesce(max(position), 0) + 1, $1, $2, $3, $4, $5 FROM metric
       ON CONFLICT (name) DO UPDATE SET label = $2, unit = $3, description = $4, has_ratio = $5`,
      [name, label, unit, description, hasRatio],
    );
  }
  return readMetrics(pool);
}

/** The id of every named market; markets seen for the first time are entered. */
export async function ensureDimensions(
  pool: Pool,
  markets: readonly MarketName[],
  seenAtMs: number,
): Promise<Map<string, number>> {
  const known = new Map<string, number>();
  const existing = await pool.query<{ id: number; name: string }>('SELECT id, name FROM dimension');
  for (const { id, name } of existing.rows) known.set(name, id);
  const fresh = markets.filter(({ name }) => !known.has(name));
  if (fresh.length === 0) return known;
  const inserted = await pool.query<{ id: number; name: string }>(
    `INSERT INTO dimension (name, exchange, base, quote, first_seen_at, last_seen_at)
     SELECT name, exchange, base, quote, $5, $5
     FROM unnest($1::text[], $2::text[], $3::text[], $4::text[]) AS market (name, exchange, base, quote)
     ON CONFLICT (name) DO UPDATE SET name = excluded.name RETURNING id, name`,
    [
      fresh.map(({ name }) => name),
      fresh.map(({ exchange }) => exchange),
      fresh.map(({ base }) => base),
      fresh.map(({ quote }) => quote),
      new Date(seenAtMs),
    ],
  );
  for (const { id, name } of inserted.rows) known.set(name, id);
  return known;
}
