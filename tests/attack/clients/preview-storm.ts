import { request } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Pool } from 'pg';
import type { Attack } from '@/tests/attack/attack';

/** Two days at 5 minutes: what a preview replays. */
const SLOTS = 576;
const SLOT_SECONDS = 300;
const CLIENTS = 8;
const ROUNDS = 6;

/** Previews that nearly every market counts for, each different, several at once; half of the clients do not wait. */
export const previewStorm: Attack = {
  name: '8 previews at once of any metric on any market, half of them given up after 300 ms',
  async run({ origin, pool }) {
    await addHistory(pool);
    const faults = new Set<string>();
    for (let round = 0; round < ROUNDS; round++) {
      const statuses = await Promise.all(
        Array.from({ length: CLIENTS }, (_, i) =>
          preview(origin, 1.25 + (round * CLIENTS + i) / 1000, i % 2 === 0 ? 300 : 15_000),
        ),
      );
      for (const status of statuses) {
        if (status !== null && status !== 200 && status !== 429)
          faults.add(`a preview was answered ${status}`);
      }
      await sleep(500);
    }
    return [...faults];
  },
};

/** The status of the answer; null where the client left before it came. */
function preview(origin: string, threshold: number, patienceMs: number): Promise<number | null> {
  const body = JSON.stringify({
    watches: [{ metric: null, dimension: null, threshold, direction: 'below' }],
  });
  return new Promise((resolve) => {
    const asked = request(`${origin}/api/watches/preview`, {
      method: 'POST',
      agent: false,
      headers: { 'content-type': 'application/json', 'content-length': String(body.length) },
      signal: AbortSignal.timeout(patienceMs),
    });
    asked.on('response', (answer) => {
      answer.resume();
      answer.on('end', () => resolve(answer.statusCode ?? 0)).on('error', () => resolve(null));
    });
    asked.on('error', () => resolve(null));
    asked.end(body);
  });
}

/** What every market was worth in the two days before, each value moved at random, a slot at a time. */
async function addHistory(pool: Pool): Promise<void> {
  for (let slot = 1; slot <= SLOTS; slot++) {
    await pool.query(
      `INSERT INTO observation (dimension_id, at, values)
       SELECT s.dimension_id, date_bin('5 minutes', now(), 'epoch') - $1 * interval '1 second',
         (SELECT array_agg(v * (0.6 + 0.8 * random()) ORDER BY i) FROM unnest(s.latest) WITH ORDINALITY AS u (v, i))
       FROM dimension_stats s ON CONFLICT DO NOTHING`,
      [slot * SLOT_SECONDS],
    );
  }
}
