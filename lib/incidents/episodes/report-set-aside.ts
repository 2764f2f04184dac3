import type { ClientBase } from 'pg';

/** Keeps the event that data of the future was set aside, in the transaction that did it; the next watch reports it. */
export async function reportSetAside(client: ClientBase, says: string, nowMs: number): Promise<void> {
  await client.query(
    `INSERT INTO episode (kind, subject, since, ended_at, detail) VALUES ('set-aside', '', $1, $1, $2)`,
    [new Date(nowMs), says],
  );
}
