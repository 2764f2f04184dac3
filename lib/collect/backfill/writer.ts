import type { MarketPrices } from './write-prices';

/** A transaction of some 50 ms, while which no collection can close. */
const MARKETS_A_WRITE = 25;

/** Gathers markets from all exchanges and writes them in chunks, one at a time. */
export interface Writer {
  /** Resolves when there is room for more. Throws what a write threw. */
  add(market: MarketPrices): Promise<void>;
  /** Writes the rest. Answers how many prices were written in all. */
  end(): Promise<number>;
}

export function chunkWriter(write: (markets: readonly MarketPrices[]) => Promise<number>): Writer {
  let waiting: MarketPrices[] = [];
  let writing: Promise<number> = Promise.resolve(0);
  const flush = () => {
    const chunk = waiting;
    waiting = [];
    writing = writing.then(async (before) => before + (await write(chunk)));
    return writing;
  };
  return {
    async add(market) {
      waiting.push(market);
      if (waiting.length >= MARKETS_A_WRITE) await flush();
    },
    end: flush,
  };
}
