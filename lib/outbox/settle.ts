import { randomUUID } from 'node:crypto';
import type { Pool, PoolClient } from 'pg';
import { withTransaction } from '@/lib/platform/database';
import type { Batch } from './claim';
import { halves } from './payload';
import type { Transport } from './transport';

/** A message that will not be delivered. */
export interface DeadMessage {
  id: string;
  kind: string;
  to: string;
  subject: string;
}

/** Tells the operator, in the transaction that gives the messages up. */
export type OnDead = (client: PoolClient, dead: readonly DeadMessage[], reason: string) => Promise<void>;

interface Settlement {
  batch: Batch;
  holder: string;
  nowMs: number;
}

/** The messages of a batch in the order of its payload. */
const MEMBERS = `SELECT id, row_number() OVER (ORDER BY priority, id) AS n FROM message WHERE batch_id = $1`;

/** They were accepted: a fact, whoever holds the lease by now. Answers how many that settled. */
export function settleSent(
  pool: Pool,
  { batch, nowMs }: Settlement,
  ids: (string | null)[],
  { name, keepsMails }: Transport,
): Promise<number> {
  return withTransaction(pool, async (client) => {
    const open = await client.query(
      `UPDATE message_batch SET state = 'sent', payload = NULL, settled_at = $2, lease_holder = NULL, error = NULL
       WHERE id = $1 AND state = 'open'`,
      [batch.id, new Date(nowMs)],
    );
    if (open.rowCount === 0) return 0;
    const { rowCount } = await client.query(
      `WITH member AS (${MEMBERS})
       UPDATE message SET state = 'sent', settled_at = $2, transport = $4, provider_id = given.id, error = NULL,
                          attempts = $5, first_tried_at = $6,
                          html = CASE WHEN $7 THEN html ELSE '' END, text = CASE WHEN $7 THEN text ELSE '' END
       FROM member LEFT JOIN unnest($3::text[]) WITH ORDINALITY AS given (id, n) USING (n)
       WHERE message.id = member.id`,
      [batch.id, new Date(nowMs), ids, name, batch.attempts, new Date(batch.firstTriedMs), keepsMails],
    );
    return rowCount ?? 0;
  });
}

/** They are to be sent again, the same bytes under the same key. False where somebody else has taken over. */
export async function settleRetry(
  pool: Pool,
  { batch, holder }: Settlement,
  dueMs: number,
  reason: string,
): Promise<boolean> {
  const { rowCount } = await pool.query(
    `UPDATE message_batch SET due_at = $3, lease_holder = NULL, lease_expires_at = NULL, error = $4
     WHERE id = $1 AND state = 'open' AND lease_holder = $2`,
    [batch.id, holder, new Date(dueMs), reason],
  );
  return rowCount === 1;
}

/** They are given up, and the operator is told, both or neither. Answers how many that settled. */
export function settleDead(
  pool: Pool,
  settlement: Settlement,
  reason: string,
  onDead: OnDead,
): Promise<number> {
  const { batch, nowMs } = settlement;
  return withTransaction(pool, async (client) => {
    if (!(await closeBatch(client, settlement, 'dead', reason))) return 0;
    const { rows } = await client.query<DeadMessage>(
      `UPDATE message SET state = 'dead', settled_at = $2, error = $3, attempts = $4, first_tried_at = $5
       WHERE batch_id = $1 RETURNING id, kind, "to", subject`,
      [batch.id, new Date(nowMs), reason, batch.attempts, new Date(batch.firstTriedMs)],
    );
    if (rows.length > 0) await onDead(client, rows, reason);
    return rows.length;
  });
}

/** They were refused as a whole: each half is a batch under a key of its own. False where somebody else took over. */
export function settleSplit(pool: Pool, settlement: Settlement, reason: string): Promise<boolean> {
  const { batch, nowMs } = settlement;
  return withTransaction(pool, async (client) => {
    if (!(await closeBatch(client, settlement, 'split', reason))) return false;
    for (const { payload, size } of halves(batch.payload)) {
      const id = randomUUID();
      await client.query(
        `INSERT INTO message_batch (id, payload, priority, state, attempts, created_at, due_at)
         SELECT $2, $3, priority, 'open', 0, $4, $4 FROM message_batch WHERE id = $1`,
        [batch.id, id, payload, new Date(nowMs)],
      );
      // Those of the first half have left the batch when the second half is taken from it.
      await client.query(
        `WITH member AS (${MEMBERS}) UPDATE message SET batch_id = $2 FROM member
         WHERE message.id = member.id AND member.n <= $3`,
        [batch.id, id, size],
      );
    }
    return true;
  });
}

async function closeBatch(
  client: PoolClient,
  { batch, holder, nowMs }: Settlement,
  state: 'dead' | 'split',
  reason: string,
): Promise<boolean> {
  const { rowCount } = await client.query(
    `UPDATE message_batch SET state = $3, payload = NULL, settled_at = $4, lease_holder = NULL, error = $5
     WHERE id = $1 AND state = 'open' AND lease_holder = $2`,
    [batch.id, holder, state, new Date(nowMs), reason],
  );
  return rowCount === 1;
}
