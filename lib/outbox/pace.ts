import type { Pool } from 'pg';
import type { Transport } from './transport';

type Paced = Pick<Transport, 'name' | 'requestsPerSecond'>;

/** For how long no request may be made, in ms; 0 or less: one may be made now. */
export async function pauseMs(pool: Pool, { name }: Paced, nowMs: number): Promise<number> {
  const { rows } = await pool.query<{ next_at: Date }>('SELECT next_at FROM mail_pace WHERE transport = $1', [
    name,
  ]);
  return (rows[0]?.next_at.getTime() ?? nowMs) - nowMs;
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
     ON CONFLICT (transport) DO UPDATE SET next_at = greatest(mail_pace.next_at, $2) + $3 * interval '1 ms'
     RETURNING next_at`,
    [name, new Date(nowMs), gapMs],
  );
  return (rows[0]?.next_at.getTime() ?? nowMs + gapMs) - gapMs;
}

/** The provider wants no request before this time: all processes keep to it. */
export async function pauseUntil(pool: Pool, { name }: Paced, untilMs: number): Promise<void> {
  await pool.query(
    `INSERT INTO mail_pace (transport, next_at) VALUES ($1, $2)
     ON CONFLICT (transport) DO UPDATE SET next_at = greatest(mail_pace.next_at, excluded.next_at)`,
    [name, new Date(untilMs)],
  );
}
