import { hostname } from 'node:os';
import type { ClientBase, Pool } from 'pg';
import type { Prisma } from '@/lib/platform/database';

/** Machines whose clock was found wrong of late. */
export interface ClockTrouble {
  machine: string;
  sinceMs: number;
  says: string;
}

/** A machine that has not tried to collect for this long is gone, or its clock is not asked for any more. */
const FORGOTTEN_AFTER = '15 minutes';

/** Notes that this machine's clock is wrong (`the clock is 2 h ahead of ...`); by the database's clock, as its own cannot be trusted. */
export async function noteClockTrouble(pool: Pool, says: string): Promise<void> {
  await pool.query(
    `INSERT INTO clock_trouble (machine, since, seen_at, says)
     VALUES ($1, clock_timestamp(), clock_timestamp(), $2)
     ON CONFLICT (machine) DO UPDATE SET seen_at = excluded.seen_at, says = excluded.says`,
    [hostname(), says],
  );
}

/** Notes that this machine's clock is right. */
export async function clearClockTrouble(database: Pool | ClientBase): Promise<void> {
  await database.query('DELETE FROM clock_trouble WHERE machine = $1', [hostname()]);
}

/** The machines whose clock is wrong now, by name. */
export async function readClockTroubles(client: Pick<Prisma, '$queryRaw'>): Promise<ClockTrouble[]> {
  const rows = await client.$queryRaw<{ machine: string; since: Date; says: string }[]>`
    SELECT machine, since, says FROM clock_trouble
    WHERE seen_at BETWEEN clock_timestamp() - ${FORGOTTEN_AFTER}::interval
      AND clock_timestamp() + ${FORGOTTEN_AFTER}::interval
    ORDER BY machine`;
  return rows.map(({ machine, since, says }) => ({
    machine,
    sinceMs: since.getTime(),
    says: `on ${machine} ${says}`,
  }));
}
