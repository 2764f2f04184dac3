import type { MarketList, MarketListStore } from '@/lib/collect/exchanges';

interface MemoryMarketLists extends MarketListStore {
  lists: Map<string, MarketList>;
  /** Names that were ever collected, by exchange. */
  collected: Map<string, Set<string>>;
}

/** Market lists kept in memory, for tests that need no database. */
export function memoryMarketLists(): MemoryMarketLists {
  const lists: MemoryMarketLists['lists'] = new Map();
  const collected: MemoryMarketLists['collected'] = new Map();
  return {
    lists,
    collected,
    read: async (exchange) => {
      const list = lists.get(exchange);
      return list === undefined ? null : { ...list, held: [...list.held] };
    },
    writeUnlisted: async (exchange, unlisted) => {
      const list = lists.get(exchange);
      if (list !== undefined) list.unlisted = unlisted;
    },
    collectedNames: async (exchange) => collected.get(exchange) ?? new Set(),
    write: async (exchange, list) => void lists.set(exchange, list),
  };
}
