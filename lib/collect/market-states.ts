import type { ClientBase } from 'pg';
import type { MarketState, StateChanges } from '@/lib/quality';

/** What the rules remember, by dimension id: of a few markets, of most there is nothing. */
export async function readMarketStates(client: ClientBase): Promise<Map<number, MarketState>> {
  const { rows } = await client.query<{ id: number; state: MarketState }>(
    'SELECT dimension_id AS id, state FROM market_state',
  );
  return new Map(rows.map(({ id, state }) => [id, state]));
}

/** Inside the collection's transaction. Sends nothing where nothing changed. */
export async function writeMarketStates(
  client: ClientBase,
  { changed, forgotten }: StateChanges,
  slotMs: number,
): Promise<void> {
  if (forgotten.length > 0) {
    await client.query('DELETE FROM market_state WHERE dimension_id = ANY($1)', [forgotten]);
  }
  if (changed.size > 0) {
    await client.query(
      `INSERT INTO market_state (dimension_id, at, state)
       SELECT s.id, $2, s.state FROM unnest($1::int[], $3::jsonb[]) AS s (id, state)
       ON CONFLICT (dimension_id) DO UPDATE SET at = excluded.at, state = excluded.state`,
      [[...changed.keys()], new Date(slotMs), Array.from(changed.values(), (state) => JSON.stringify(state))],
    );
  }
}
