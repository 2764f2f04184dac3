import { randomUUID } from 'node:crypto';
import type { PoolClient } from 'pg';
import { MAX_PAUSE_MS } from './pace';
import { type Mail, renderPayload } from './payload';
import { silencedAmong } from './silence';

/** Resend's limit for one request. */
export const MAX_MESSAGES = 100;

/** Clocks of two machines may differ by this much. A time further ahead was written by a clock that was wrong. */
const CLOCK_TOLERANCE_MS = 60_000;

/** Messages that are sent in one request, under one key. */
export interface Batch {
  id: string;
  payload: string;
  /** With the one that it was claimed for. */
  attempts: number;
  firstTriedMs: number;
}

export interface Claimant {
  holder: string;
  nowMs: number;
  leaseMs: number;
  /** Whom new batches come from. */
  from: string;
}

/**
 * What is to be sent next, in the caller's transaction: an open batch whose retry is due (or whose deliverer is gone),
 * else a new one of the first due messages; among these the smaller priority first, and then the older. Null where
 * nothing is due. Once committed, the batch is the claimant's until its lease expires.
 */
export async function claimNext(client: PoolClient, claimant: Claimant): Promise<Batch | null> {
  return (await retake(client, claimant)) ?? (await compose(client, claimant));
}

async function retake(client: PoolClient, { holder, nowMs, leaseMs }: Claimant): Promise<Batch | null> {
  const { rows } = await client.query<{
    id: string;
    payload: string;
    attempts: number;
    first_tried_at: Date;
  }>(
    `UPDATE message_batch SET lease_holder = $2, lease_expires_at = $3, attempts = attempts + 1,
                              first_tried_at = least(first_tried_at, $1)
     WHERE id = (
       SELECT id FROM message_batch
       WHERE state = 'open' AND (due_at <= $1 OR due_at > $4)
         AND (lease_expires_at IS NULL OR lease_expires_at <= $1 OR lease_expires_at > $5)
         AND priority <= coalesce(
           (SELECT priority FROM message WHERE state = 'queued' AND (due_at <= $1 OR due_at > $6) ORDER BY priority, id LIMIT 1),
           priority)
       ORDER BY priority, due_at LIMIT 1 FOR UPDATE SKIP LOCKED)
     RETURNING id, payload, attempts, first_tried_at`,
    [
      new Date(nowMs),
      holder,
      new Date(nowMs + leaseMs),
      ...[MAX_PAUSE_MS, leaseMs, 0].map((ms) => new Date(nowMs + ms + CLOCK_TOLERANCE_MS)),
    ],
  );
  const [row] = rows;
  return row === undefined ? null : { ...row, firstTriedMs: row.first_tried_at.getTime() };
}

interface Row extends Mail {
  id: string;
  kind: string;
  priority: number;
}

async function compose(client: PoolClient, claimant: Claimant): Promise<Batch | null> {
  const rows = await takeQueued(client, claimant.nowMs);
  const [first] = rows;
  if (first === undefined) return null;
  const { holder, nowMs, leaseMs, from } = claimant;
  const batch = { id: randomUUID(), payload: renderPayload(rows, from), attempts: 1, firstTriedMs: nowMs };
  await client.query(
    `INSERT INTO message_batch (id, payload, priority, state, attempts, created_at, due_at, first_tried_at,
                                lease_holder, lease_expires_at)
     VALUES ($1, $2, $3, 'open', 1, $4, $4, $4, $5, $6)`,
    [batch.id, batch.payload, first.priority, new Date(nowMs), holder, new Date(nowMs + leaseMs)],
  );
  await client.query(`UPDATE message SET state = 'claimed', batch_id = $2 WHERE id = ANY($1)`, [
    rows.map(({ id }) => id),
    batch.id,
  ]);
  return batch;
}

/** The first due messages, locked. Those to addresses that were silenced meanwhile are dead instead. */
async function takeQueued(client: PoolClient, nowMs: number): Promise<Row[]> {
  for (;;) {
    const { rows } = await client.query<Row>(
      `SELECT id, kind, priority, "to", subject, html, text, headers FROM message
       WHERE state = 'queued' AND (due_at <= $1 OR due_at > $3)
       ORDER BY priority, id LIMIT $2 FOR UPDATE SKIP LOCKED`,
      [new Date(nowMs), MAX_MESSAGES, new Date(nowMs + CLOCK_TOLERANCE_MS)],
    );
    if (rows.length === 0) return rows;
    const silenced = await silencedAmong(client, rows, nowMs);
    const wanted = rows.filter((row) => !silenced.has(row));
    if (wanted.length < rows.length) {
      await client.query(
        `UPDATE message SET state = 'dead', settled_at = $2, error = 'the address takes no more mail'
         WHERE id = ANY($1)`,
        [[...silenced].map(({ id }) => id), new Date(nowMs)],
      );
    }
    if (wanted.length > 0) return wanted;
  }
}
