import type { ClientBase, Pool } from 'pg';
import { SEED_MARKETS } from './markets';

const EXCHANGES = [...new Set(SEED_MARKETS.map(({ exchange }) => exchange))];

interface Run {
  exchange: string;
  state: 'accepted' | 'failed';
  reason: string | null;
  markets: number;
}

/** Enters a closed collection, in which every exchange of the made-up world succeeded and one other did not. */
export async function closeCollection(
  client: ClientBase,
  slotMs: number,
  nowMs: number,
  observations: number,
): Promise<void> {
  const succeeded = EXCHANGES.map((exchange): Run => {
    const markets = SEED_MARKETS.filter((market) => market.exchange === exchange).length;
    return { exchange, state: 'accepted', reason: null, markets };
  });
  const failed: Run = { exchange: 'bitstamp', state: 'failed', reason: 'HTTP 502: Bad Gateway', markets: 0 };
  await enter(client, { slotMs, closedAtMs: Math.min(nowMs - 1_000, slotMs + 12_000), observations }, [
    ...succeeded,
    failed,
  ]);
}

/** Enters one closed collection that reached no exchange. */
export async function seedFailure(pool: Pool, nowMs: number): Promise<void> {
  const runs = EXCHANGES.map(
    (exchange): Run => ({ exchange, state: 'failed', reason: 'no such host', markets: 0 }),
  );
  await enter(pool, { slotMs: nowMs - (nowMs % 300_000), closedAtMs: nowMs - 1_000, observations: 0 }, runs);
}

interface Closed {
  slotMs: number;
  closedAtMs: number;
  observations: number;
}

async function enter(queryable: ClientBase | Pool, closed: Closed, runs: readonly Run[]): Promise<void> {
  const { rows } = await queryable.query<{ id: number }>(
    `INSERT INTO collection (slot, interval_seconds, started_at, closed_at, observations)
     VALUES ($1, 300, $1, $2, $3) RETURNING id`,
    [new Date(closed.slotMs), new Date(closed.closedAtMs), closed.observations],
  );
  for (const { exchange, state, reason, markets } of runs) {
    await queryable.query(
      `INSERT INTO source_run (collection_id, exchange, state, reason, elapsed_ms, attempts, listed, priced, stored, refused)
       VALUES ($1, $2, $3, $4, 800, 1, $5, $5, $5, 0)`,
      [rows[0]?.id, exchange, state, reason, markets],
    );
  }
}
