import type { ClientBase } from 'pg';
import { addressKey } from '@/lib/model/email-address';

/** Why an address gets no email, by what the provider reported. */
export type SilenceReason = 'bounced' | 'complained' | 'suppressed by Resend';

/**
 * Kinds that answer a request made just now. They are sent to an address that bounced, since a mailbox may be back and
 * only its owner can tell; what limits them is how many a mailbox gets in a day.
 */
const ANSWERS = new Set(['confirmation', 'removal']);

/** A complaint stops these too, for as long as the link that says "Don't email me again" does. */
const COMPLAINT_MS = 90 * 24 * 3_600_000;

/**
 * Stops alerts to an address until its owner confirms it again. A complaint counts from the last one on, and stays one
 * whatever follows; of other reasons the first stays.
 */
export async function silence(
  client: ClientBase,
  address: string,
  reason: SilenceReason,
  nowMs = Date.now(),
): Promise<void> {
  await client.query(
    `INSERT INTO silenced_address AS known (address, reason, silenced_at) VALUES ($1, $2, $3)
     ON CONFLICT (address) DO UPDATE SET reason = excluded.reason, silenced_at = excluded.silenced_at
       WHERE excluded.reason = 'complained'`,
    [addressKey(address), reason, new Date(nowMs)],
  );
}

/** Ends that for an address whose owner has just opened a link that was sent to it. */
export async function endSilence(client: ClientBase, address: string): Promise<void> {
  await client.query('DELETE FROM silenced_address WHERE address = $1', [addressKey(address)]);
}

/** Returns whether alerts to an address are stopped. */
export async function isSilenced(client: ClientBase, address: string): Promise<boolean> {
  const sql = 'SELECT FROM silenced_address WHERE address = $1';
  return (await client.query(sql, [addressKey(address)])).rowCount === 1;
}

interface Addressed {
  to: string;
  kind: string;
}

/** Returns which of these messages may not be sent, by their addresses' silence. */
export async function silencedAmong<M extends Addressed>(
  client: ClientBase,
  messages: readonly M[],
  nowMs: number,
): Promise<Set<M>> {
  const { rows } = await client.query<{ address: string; reason: string; silenced_at: Date }>(
    'SELECT address, reason, silenced_at FROM silenced_address WHERE address = ANY($1)',
    [[...new Set(messages.map(({ to }) => addressKey(to)))]],
  );
  const silences = new Map(rows.map((row) => [row.address, row]));
  return new Set(
    messages.filter(({ to, kind }) => {
      const found = silences.get(addressKey(to));
      if (found === undefined || !ANSWERS.has(kind)) return found !== undefined;
      return found.reason === 'complained' && nowMs - found.silenced_at.getTime() < COMPLAINT_MS;
    }),
  );
}

/** Deletes the emails to an address that have not left yet, for somebody who wants no more. */
export async function withdrawMails(client: ClientBase, address: string): Promise<void> {
  await client.query(`DELETE FROM message WHERE lower("to") = lower($1) AND state = 'queued'`, [
    address.trim(),
  ]);
}

/**
 * Deletes the emails to an address, sent or not, and whether it bounced, for somebody who leaves. Those of a request
 * that is under way leave with it, and keep nothing but the address and the subject until they are old.
 */
export async function forgetAddress(client: ClientBase, address: string): Promise<void> {
  await client.query(`DELETE FROM message WHERE lower("to") = lower($1) AND state <> 'claimed'`, [
    address.trim(),
  ]);
  await endSilence(client, address);
}
