import type { Pool } from 'pg';
import { type DeliverDeps, deliver, enqueue, type NewMessage } from '@/lib/outbox';
import { resendTransport } from '@/lib/outbox/transports/resend';
import { withTransaction } from '@/lib/platform/database';

export const NOW_MS = Date.UTC(2026, 10, 24, 12, 0);

/** A clock that only the test moves; a sleeper moves it too. */
export function frozenClock(startMs = NOW_MS) {
  let nowMs = startMs;
  return {
    now: () => nowMs,
    pass: (ms: number) => {
      nowMs += ms;
    },
    sleep: async (ms: number) => {
      nowMs += ms;
    },
  };
}

export type FrozenClock = ReturnType<typeof frozenClock>;

/** The i-th message of a test. */
export function message(i: number, more: Partial<NewMessage> = {}): NewMessage {
  return {
    kind: 'alert',
    priority: 5,
    to: `m${i}@example.com`,
    subject: `Number ${i}`,
    html: `<p>${i} “quoted”</p>`,
    text: `${i}`,
    headers: { 'X-Number': String(i) },
    ...more,
  };
}

export const messages = (count: number) => Array.from({ length: count }, (_, i) => message(i));

/** Puts them into the outbox at the clock's time. */
export function put(pool: Pool, clock: FrozenClock, list: NewMessage[]): Promise<void> {
  return withTransaction(pool, (client) => enqueue(client, list, clock.now()));
}

/** One delivery to the given server by the frozen clock. */
export function deliverTo(
  origin: string,
  pool: Pool,
  clock: FrozenClock,
  more: Partial<DeliverDeps> & { requestsPerSecond?: number; timeoutMs?: number } = {},
) {
  const { requestsPerSecond = 1000, timeoutMs = 5_000, ...rest } = more;
  const transport = resendTransport({
    apiKey: 're_test',
    from: 'Tracker <alerts@example.com>',
    baseUrl: origin,
    requestsPerSecond,
    timeoutMs,
    clock: clock.now,
  });
  return deliver({ pool, clock: clock.now, sleep: clock.sleep, random: () => 0, transport, ...rest });
}

/** How many messages are in each state. */
export async function states(pool: Pool): Promise<Record<string, number>> {
  const { rows } = await pool.query<{ state: string; count: number }>(
    'SELECT state, count(*)::int AS count FROM message GROUP BY state ORDER BY state',
  );
  return Object.fromEntries(rows.map(({ state, count }) => [state, count]));
}
