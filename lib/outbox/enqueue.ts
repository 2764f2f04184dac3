import type { ClientBase } from 'pg';
import { type NewMessage, requireCleanHeaders } from './message';
import { silencedAmong } from './silence';

/** A statement of this many mails of 20 KB is 10 MB, which Postgres takes at ease. */
const ROWS_A_STATEMENT = 500;

/**
 * Puts messages into the outbox, in the transaction that `client` is in: a change and what announces it commit
 * together. Left out are those that may not be sent to their address (`silence.ts`), and those whose `dedupeKey` is there already. Throws
 * MessageError before anything is written.
 */
export async function enqueue(
  client: ClientBase,
  messages: readonly NewMessage[],
  nowMs = Date.now(),
): Promise<void> {
  messages.forEach(requireCleanHeaders);
  if (messages.length === 0) return;
  const silenced = await silencedAmong(client, messages, nowMs);
  const wanted = messages.filter((message) => !silenced.has(message));
  for (let from = 0; from < wanted.length; from += ROWS_A_STATEMENT) {
    await insert(client, wanted.slice(from, from + ROWS_A_STATEMENT), nowMs);
  }
}

async function insert(client: ClientBase, messages: NewMessage[], nowMs: number): Promise<void> {
  const rows = messages.map(({ headers = {}, dedupeKey = null, html, text, ...rest }) => ({
    ...rest,
    html: html.replaceAll('\0', ''),
    text: text.replaceAll('\0', ''),
    headers,
    dedupe_key: dedupeKey,
  }));
  await client.query(
    `INSERT INTO message (kind, priority, "to", subject, html, text, headers, dedupe_key, state, created_at, due_at)
     SELECT kind, priority, "to", subject, html, text, headers, dedupe_key, 'queued', $2, $2
     FROM json_to_recordset($1) AS given (kind text, priority smallint, "to" text, subject text, html text, text text,
                                          headers jsonb, dedupe_key text)
     ON CONFLICT (dedupe_key) DO NOTHING`,
    [JSON.stringify(rows), new Date(nowMs)],
  );
}
