import type { ClientBase, Pool } from 'pg';
import type { LinkOwner } from '@/lib/outbox';
import type { Watch } from './watch';

export type Status = 'pending' | 'confirmed' | 'silenced';

/** A row of `subscriber`, as the verbs see it. */
export interface Row {
  id: number;
  email: string;
  status: Status;
  version: number;
  timeZone: string | null;
  pendingWatches: Watch[] | null;
}

export const ROW = `id, email, status, version, time_zone AS "timeZone",
  pending_watches AS "pendingWatches"`;

/** The subscriber of a link, locked until the transaction ends; null if it is gone or its links were ended. */
export async function lockOwner(client: ClientBase, owner: LinkOwner): Promise<Row | null> {
  const sql = `SELECT ${ROW} FROM subscriber WHERE id = $1 AND version = $2 FOR UPDATE`;
  return (await client.query<Row>(sql, [owner.id, owner.version])).rows[0] ?? null;
}

/** The same without a lock. */
export async function findOwner(pool: Pool, owner: LinkOwner): Promise<Row | null> {
  const sql = `SELECT ${ROW} FROM subscriber WHERE id = $1 AND version = $2`;
  return (await pool.query<Row>(sql, [owner.id, owner.version])).rows[0] ?? null;
}

/** In the order in which they were added. */
export async function watchesOf(database: Pool | ClientBase, subscriberId: number): Promise<Watch[]> {
  const { rows } = await database.query<Watch>(
    'SELECT metric, dimension, threshold, direction FROM watch WHERE subscriber_id = $1 ORDER BY id',
    [subscriberId],
  );
  return rows;
}

/** Replaces all watches of a subscriber. */
export async function writeWatches(
  client: ClientBase,
  subscriberId: number,
  watches: readonly Watch[],
): Promise<void> {
  await client.query('DELETE FROM watch WHERE subscriber_id = $1', [subscriberId]);
  await client.query(
    `INSERT INTO watch (subscriber_id, metric, dimension, threshold, direction)
     SELECT $1, w.metric, w.dimension, w.threshold, w.direction
     FROM ROWS FROM (jsonb_to_recordset($2::jsonb)
       AS (metric text, dimension text, threshold double precision, direction text))
       WITH ORDINALITY AS w(metric, dimension, threshold, direction, place) ORDER BY place`,
    [subscriberId, JSON.stringify(watches)],
  );
}
