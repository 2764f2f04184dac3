import { setTimeout as sleep } from 'node:timers/promises';
import type { Pool } from 'pg';

const LOOK_MS = 40;
const MAX_LOOKS = 200;

/**
 * Ends the transactions of a frozen process, known by the ports of its connections, as the server does after a minute:
 * until two looks in a row find none, and none at work that it was given before.
 */
export async function endFrozen(pool: Pool, ports: readonly number[]): Promise<void> {
  let quiet = 0;
  for (let look = 0; look < MAX_LOOKS && quiet < 2; look++) {
    const busy = await pool
      .query<{ pid: number }>(
        `SELECT pid, CASE WHEN state LIKE 'idle in transaction%' OR wait_event = 'ClientRead'
                          THEN pg_terminate_backend(pid) END
         FROM pg_stat_activity WHERE client_port = ANY($1) AND state <> 'idle'`,
        [ports],
      )
      .then(({ rows }) => rows.length)
      // A database that is gone has ended them.
      .catch(() => 0);
    quiet = busy === 0 ? quiet + 1 : 0;
    await sleep(LOOK_MS);
  }
}
