import type { Pool } from 'pg';
import { pool } from '@/lib/db';
import type { MarketListStore } from './market-list';

/** Market lists in Postgres, since a function's memory is not kept. */
export function postgresMarketLists(connections: () => Pool = pool): MarketListStore {
  return {
    async read(exchange) {
      const { rows } = await connections().query<{ listed_at: Date; markets: unknown }>(
        'SELECT listed_at, markets FROM market_list WHERE exchange = $1',
        [exchange],
      );
      const row = rows[0];
      return row === undefined ? null : { listedAtMs: row.listed_at.getTime(), markets: row.markets };
    },
    async write(exchange, { listedAtMs, markets }) {
      await connections().query(
        `INSERT INTO market_list (exchange, listed_at, markets) VALUES ($1, $2, $3)
         ON CONFLICT (exchange) DO UPDATE SET listed_at = excluded.listed_at, markets = excluded.markets`,
        [exchange, new Date(listedAtMs), JSON.stringify(markets)],
      );
    },
  };
}
