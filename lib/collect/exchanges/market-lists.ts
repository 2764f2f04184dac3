import type { Pool } from 'pg';
import { pool } from '@/lib/platform/database';
import type { HeldMarkets } from './list-growth';
import type { ListedMarket, RejectedMarkets } from './market-list';

/** A market list as an exchange's newest listing left it. */
export interface MarketList {
  /** ms UTC. */
  listedAtMs: number;
  markets: ListedMarket[];
  /** Left out of that listing for their names. */
  rejected: RejectedMarkets | null;
  /** Left out of it until they are confirmed. */
  held: HeldMarkets;
  /** Tickers of no listed market as the list was new; null before it was read by. */
  unlisted: number | null;
}

/** A list as it is stored: whoever reads it checks what is in it. */
interface StoredMarketList {
  listedAtMs: number;
  markets: unknown;
  rejected: unknown;
  /** `[id, ms UTC]` each. */
  held: unknown;
  unlisted: number | null;
}

/** Where the market lists of the sources are kept between collections. */
export interface MarketListStore {
  /** The kept list; null where there is none. */
  read(exchange: string): Promise<StoredMarketList | null>;
  write(exchange: string, list: MarketList): Promise<void>;
  /** Remembers how many tickers are of no listed market. */
  writeUnlisted(exchange: string, unlisted: number): Promise<void>;
  /** The names of all markets of this exchange that were ever collected. */
  collectedNames(exchange: string): Promise<Set<string>>;
}

/** Market lists in Postgres, since a function's memory is not kept. */
export function postgresMarketLists(connections: () => Pool = pool): MarketListStore {
  return {
    async read(exchange) {
      const { rows } = await connections().query<Omit<StoredMarketList, 'listedAtMs'> & { listed_at: Date }>(
        'SELECT listed_at, markets, rejected, held, unlisted FROM market_list WHERE exchange = $1',
        [exchange],
      );
      const row = rows[0];
      if (row === undefined) return null;
      const { listed_at, ...list } = row;
      return { listedAtMs: listed_at.getTime(), ...list };
    },
    async write(exchange, { listedAtMs, markets, rejected, held }) {
      await connections().query(
        `INSERT INTO market_list (exchange, listed_at, markets, rejected, held) VALUES ($1, $2, $3, $4, $5)
         ON CONFLICT (exchange) DO UPDATE SET listed_at = excluded.listed_at, markets = excluded.markets,
           rejected = excluded.rejected, held = excluded.held, unlisted = NULL`,
        [
          exchange,
          new Date(listedAtMs),
          JSON.stringify(markets),
          rejected === null ? null : JSON.stringify(rejected),
          held.size === 0 ? null : JSON.stringify([...held]),
        ],
      );
    },
    async writeUnlisted(exchange, unlisted) {
      await connections().query('UPDATE market_list SET unlisted = $2 WHERE exchange = $1', [
        exchange,
        unlisted,
      ]);
    },
    async collectedNames(exchange) {
      const { rows } = await connections().query<{ name: string }>(
        'SELECT name FROM dimension WHERE exchange = $1',
        [exchange],
      );
      return new Set(rows.map(({ name }) => name));
    },
  };
}
