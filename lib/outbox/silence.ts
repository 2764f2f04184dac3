import type { ClientBase } from 'pg';
import { addressKey } from './message';

/** From now on the address gets no mail, but for what a provider may have already. The first reason stays. */
export async function silence(
  client: ClientBase,
  address: string,
  reason: string,
  nowMs = Date.now(),
): Promise<void> {
  await client.query(
    'INSERT INTO silenced_address (address, reason, silenced_at) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING',
    [addressKey(address), reason, new Date(nowMs)],
  );
}

/** The keys of those addresses that get no mail. */
export async function silencedAmong(client: ClientBase, addresses: string[]): Promise<Set<string>> {
  const { rows } = await client.query<{ address: string }>(
    'SELECT address FROM silenced_address WHERE address = ANY($1)',
    [[...new Set(addresses.map(addressKey))]],
  );
  return new Set(rows.map(({ address }) => address));
}

/** Deletes the mails to an address that have not left yet, for somebody who wants no more. */
export async function withdrawMails(client: ClientBase, address: string): Promise<void> {
  await client.query(`DELETE FROM message WHERE lower("to") = lower($1) AND state = 'queued'`, [
    address.trim(),
  ]);
}

/**
 * Deletes the mails to an address, sent or not, for somebody who leaves. Those of a request that is under way leave
 * with it, and keep nothing but the address and the subject until they are old.
 */
export async function forgetMails(client: ClientBase, address: string): Promise<void> {
  await client.query(`DELETE FROM message WHERE lower("to") = lower($1) AND state <> 'claimed'`, [
    address.trim(),
  ]);
}
