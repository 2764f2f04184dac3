import type { ClientBase, Pool } from 'pg';
import { addressKey, wireAddress } from '@/lib/model/email-address';
import { withTransaction } from '@/lib/platform/database';
import { ROW, type Row, watchesOf, writeWatches } from './row';
import { joinWatches } from './watch';

const MAX_ROWS = 1_000;

/**
 * Gives addresses that earlier versions stored with an international domain their ASCII spelling; two spellings of one
 * address become one subscriber with the alerts of both. Returns how many it changed.
 */
export async function respellAddresses(pool: Pool): Promise<number> {
  return withTransaction(pool, async (client) => {
    const { rows } = await client.query<Row>(
      `SELECT ${ROW} FROM subscriber WHERE email_key ~ '[^\\x01-\\x7f]' ORDER BY id LIMIT ${MAX_ROWS} FOR UPDATE`,
    );
    const changed = rows.filter(({ email }) => wireAddress(email) !== email);
    for (const row of changed) await respell(client, row);
    return changed.length;
  });
}

async function respell(client: ClientBase, row: Row): Promise<void> {
  const key = addressKey(row.email);
  const sql = `SELECT ${ROW} FROM subscriber WHERE email_key = $1 FOR UPDATE`;
  const other = (await client.query<Row>(sql, [key])).rows[0];
  if (other === undefined || (row.status === 'confirmed' && other.status !== 'confirmed')) {
    if (other !== undefined) await client.query('DELETE FROM subscriber WHERE id = $1', [other.id]);
    await client.query('UPDATE subscriber SET email = $2, email_key = $3 WHERE id = $1', [
      row.id,
      wireAddress(row.email),
      key,
    ]);
    return;
  }
  if (row.status === 'confirmed') {
    const both = joinWatches(await watchesOf(client, other.id), await watchesOf(client, row.id));
    await writeWatches(client, other.id, both);
  }
  await client.query('DELETE FROM subscriber WHERE id = $1', [row.id]);
}
