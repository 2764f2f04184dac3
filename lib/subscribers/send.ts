import type { ClientBase } from 'pg';

/** Runs `work`, and keeps what it wrote only where it returns true: both take the same time. */
export async function keepIf(client: ClientBase, work: () => Promise<boolean>): Promise<void> {
  await client.query('SAVEPOINT email');
  const isKept = await work();
  await client.query(isKept ? 'RELEASE SAVEPOINT email' : 'ROLLBACK TO SAVEPOINT email');
}
