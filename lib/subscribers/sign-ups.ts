import type { ClientBase, Pool } from 'pg';
import { z } from 'zod';
import type { LinkOwner } from '@/lib/outbox';
import type { Row } from './row';
import { keptWatchSchema, type Watch } from './watch';

/** What one request to sign up asks for. */
export interface SignUpRequest {
  watches: Watch[];
  timeZone: string | null;
  isConfirmed: boolean;
}

interface Stored {
  watches: unknown;
  timeZone: string | null;
  isConfirmed: boolean;
}

const COLUMNS = `watches, time_zone AS "timeZone", confirmed_at IS NOT NULL AS "isConfirmed"`;

/** Stores a request until its link is used. Returns its id. */
export async function addSignUp(
  client: ClientBase,
  subscriberId: number,
  { watches, timeZone }: Omit<SignUpRequest, 'isConfirmed'>,
  nowMs: number,
): Promise<number> {
  const { rows } = await client.query<{ id: number }>(
    'INSERT INTO sign_up (subscriber_id, watches, time_zone, created_at) VALUES ($1, $2, $3, $4) RETURNING id',
    [subscriberId, JSON.stringify(watches), timeZone, new Date(nowMs)],
  );
  const [row] = rows;
  if (row === undefined) throw new Error('an insert returned no row');
  return row.id;
}

/**
 * Returns the request that a `confirm` link stands for; null if it is gone. Links made before requests had ids stand for
 * what waits in the subscriber's own row. The caller has locked that row, or only looks.
 */
export async function requestOf(
  database: Pool | ClientBase,
  row: Row,
  { signUp }: LinkOwner,
): Promise<SignUpRequest | null> {
  if (signUp !== undefined) return readSignUp(database, signUp, row.id);
  const { pendingWatches: watches, timeZone, status } = row;
  if (watches !== null) return { watches, timeZone, isConfirmed: false };
  return status === 'confirmed' ? { watches: [], timeZone, isConfirmed: true } : null;
}

async function readSignUp(
  database: Pool | ClientBase,
  id: number,
  subscriberId: number,
): Promise<SignUpRequest | null> {
  const sql = `SELECT ${COLUMNS} FROM sign_up WHERE id = $1 AND subscriber_id = $2`;
  const row = (await database.query<Stored>(sql, [id, subscriberId])).rows[0];
  return row === undefined ? null : { ...row, watches: z.array(keptWatchSchema).parse(row.watches) };
}

export async function markConfirmed(client: ClientBase, id: number, nowMs: number): Promise<void> {
  await client.query('UPDATE sign_up SET confirmed_at = $2 WHERE id = $1', [id, new Date(nowMs)]);
}

/** Ends the links of all requests of a subscriber. */
export async function removeSignUps(client: ClientBase, subscriberId: number): Promise<void> {
  await client.query('DELETE FROM sign_up WHERE subscriber_id = $1', [subscriberId]);
}
