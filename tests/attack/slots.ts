import { setTimeout as sleep } from 'node:timers/promises';
import type { Pool } from 'pg';

const LOOK_MS = 500;

/** The newest slot that is collected, ms UTC. */
export async function newestSlot(pool: Pool): Promise<number> {
  const { rows } = await pool.query<{ slot: Date | null }>(
    'SELECT max(slot) AS slot FROM collection WHERE closed_at IS NOT NULL',
  );
  return rows[0]?.slot?.getTime() ?? 0;
}

/** Waits until a slot after `slotMs` is collected, up to `patienceMs`; returns the newest. */
export async function slotAfter(pool: Pool, slotMs: number, patienceMs: number): Promise<number> {
  const untilMs = performance.now() + patienceMs;
  for (;;) {
    const newest = await newestSlot(pool);
    if (newest > slotMs || performance.now() >= untilMs) return newest;
    await sleep(LOOK_MS);
  }
}

/** How many of the slots between these two, and of the later one, were not collected. */
export async function lostSlots(
  pool: Pool,
  fromMs: number,
  toMs: number,
  intervalMs: number,
): Promise<number> {
  const { rows } = await pool.query<{ collected: number }>(
    'SELECT count(*)::int AS collected FROM collection WHERE closed_at IS NOT NULL AND slot > $1 AND slot <= $2',
    [new Date(fromMs), new Date(toMs)],
  );
  return Math.round((toMs - fromMs) / intervalMs) - (rows[0]?.collected ?? 0);
}
