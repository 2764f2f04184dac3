import { median } from 'd3-array';
import type { Pool } from 'pg';
import { levelsOf, MARKETS, METRICS, marketAt } from '@/tests/support/alerts/jumping-market';
import { type Stored, storedRound, storeWatches } from './stored';
import { AT_MS } from './world';

const SUBSCRIBERS = 20;
const ROUNDS = 5;

/** All metrics of 1,530 markets four times as high in one slot. */
const JUMP = { metrics: METRICS, previous: marketAt(AT_MS - 300_000, 1), stats: marketAt(AT_MS, 4) };

/**
 * The same jump beside one level of one subscriber, and beside a thousand of twenty: how long their alerts take, from
 * the statistics of a slot to committed messages. Replaces subscribers and markets of the database.
 */
export async function compareLevels(
  pool: Pool,
): Promise<{ oneMs: number; thousandMs: number; messages: number }> {
  const one = await measure(pool, [[1.25]]);
  const thousand = await measure(
    pool,
    Array.from({ length: SUBSCRIBERS }, (_, n) => levelsOf(n)),
  );
  return { oneMs: one.ms, thousandMs: thousand.ms, messages: thousand.messages };
}

/** `levels`: those of each subscriber. */
async function measure(
  pool: Pool,
  levels: readonly (readonly number[])[],
): Promise<{ ms: number; messages: number }> {
  await pool.query('TRUNCATE dimension, subscriber CASCADE');
  const watches = levels.flatMap((own, i) =>
    own.map((threshold) => ({
      subscriberId: i + 1,
      metric: null,
      dimension: null,
      threshold,
      direction: 'above' as const,
    })),
  );
  await storeWatches(pool, MARKETS, watches);
  const rounds: Stored[] = [];
  for (let round = 0; round < ROUNDS; round++) rounds.push(await storedRound(pool, JUMP));
  const times = rounds.map(({ detectMs, notifyMs, commitMs }) => detectMs + notifyMs + commitMs);
  return { ms: median(times) ?? Number.NaN, messages: rounds[0]?.messages ?? 0 };
}
