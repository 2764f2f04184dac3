import type { Pool } from 'pg';
import type { Transport } from './transport';

type Paced = Pick<Transport, 'name' | 'requestsPerSecond'>;

/** After this long a provider that asked for a longer pause is asked again. */
export const MAX_PAUSE_MS = 3_600_000;
/** So a time further ahead than this was written by a clock that was ahead, and counts as now. */
const MAX_AHEAD_MS = MAX_PAUSE_MS + 60_000;

/** For how long no request may be made, in ms; 0 or less: one may be made now. */
export async function pauseMs(pool: Pool, { name }: Paced, nowMs: number): Promise<number> {
  const { rows } = await pool.query<{ next_at: Date }>('SELECT next_at FROM mail_pace WHERE transport = $1', [
    name,
  ]);
  const aheadMs = (rows[0]?.next_at.getTime() ?? nowMs) - nowMs;
  return aheadMs > MAX_AHEAD_MS ? 0 : aheadMs;
}

/** Takes the next place among the requests of all processes; answers when that is, ms since 1970. */
export async function takePlace(
  pool: Pool,
  { name, requestsPerSecond }: Paced,
  nowMs: number,
): Promise<number> {
  if (requestsPerSecond === null) return nowMs;
  const gapMs = Math.ceil(1000 / requestsPerSecond);
  const { rows } = await pool.query<{ next_at: Date }>(
    `INSERT INTO mail_pace (transport, next_at) VALUES ($1, $2::timestamptz + $3 * interval '1 ms')
     ON CONFLICT (transport) DO UPDATE SET next_at = $3 * interval '1 ms' +
       CASE WHEN mail_pace.next_at > $4 THEN $2 ELSE greatest(mail_pace.next_at, $2) END
     RETURNING next_at`,
    [name, new Date(nowMs), gapMs, new Date(nowMs + MAX_AHEAD_MS)],
  );
  return (rows[0]?.next_at.getTime() ?? nowMs + gapMs) - gapMs;
}

/** The provider wants no request before this time, an hour ahead at most: all processes keep to it. */
export async function pauseUntil(pool: Pool, { name }: Paced, nowMs: number, untilMs: number): Promise<void> {
  await pool.query(
    `INSERT INTO mail_pace (transport, next_at) VALUES ($1, $2)
     ON CONFLICT (transport) DO UPDATE SET next_at =
       CASE WHEN mail_pace.next_at > $3 THEN $2 ELSE greatest(mail_pace.next_at, $2) END`,
    [name, new Date(untilMs), new Date(nowMs + MAX_AHEAD_MS)],
  );
}
