import type { ClientBase } from 'pg';

/**
 * Stores in the transaction of a collection that it held back alerts; the next watch tells the operator once. `held`:
 * how many series opened beyond the limit. Does nothing for 0.
 */
export async function reportHeldAlerts(client: ClientBase, atMs: number, held: number): Promise<void> {
  if (held === 0) return;
  const series = held === 1 ? '1 series' : `${held} series`;
  await client.query(
    `INSERT INTO episode (kind, subject, since, ended_at, detail) VALUES ('alerts-held', '', $1, $1, $2)`,
    [new Date(atMs), `the alerts of ${series} were held back: more moved at once than one collection opens`],
  );
}
