import type { ListedMarket, MarketListStore } from '@/lib/collect/sources';

interface MemoryMarketLists extends MarketListStore {
  lists: Map<string, { listedAtMs: number; markets: ListedMarket[] }>;
}

/** Market lists kept in memory, for tests that need no database. */
export function memoryMarketLists(): MemoryMarketLists {
  const lists: MemoryMarketLists['lists'] = new Map();
  return {
    lists,
    read: async (exchange) => lists.get(exchange) ?? null,
    write: async (exchange, list) => void lists.set(exchange, list),
  };
}
