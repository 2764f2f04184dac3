import { expect, it, vi } from 'vitest';
import { readSources } from '@/lib/collect/exchanges';
import { memoryMarketLists } from '@/tests/support/exchange/memory-market-lists';
import { startRecordedExchange } from '@/tests/support/exchange/recorded-exchange';

const TIMEOUT_MS = 4_000;

/** A machine on which the exchange library is loaded for longer than a source is waited for. */
vi.mock('@/lib/collect/exchanges/library-module', async (original) => {
  const real = await original<typeof import('@/lib/collect/exchanges/library-module')>();
  let loaded: Promise<void> | null = null;
  return {
    ...real,
    async exchangeModule(exchange: string) {
      loaded ??= new Promise((resolve) => setTimeout(resolve, TIMEOUT_MS + 500));
      await loaded;
      return real.exchangeModule(exchange);
    },
  };
});

it('is not spent on loading the library', async () => {
  const upbit = await startRecordedExchange('upbit');
  try {
    const [reading] = await readSources(['upbit'], {
      clock: () => Date.UTC(2026, 5, 24, 15, 0),
      timeoutMs: TIMEOUT_MS,
      sourceUrls: { upbit: upbit.origin },
      marketLists: memoryMarketLists(),
    });
    expect(reading).toMatchObject({ ok: true, attempts: 1 });
  } finally {
    await upbit.close();
  }
});
