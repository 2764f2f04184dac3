import { afterAll, afterEach, beforeAll, beforeEach, expect } from 'vitest';
import { readSources, type SourceDeps } from '@/lib/collect/exchanges';
import type { SourceRead, SourceReading } from '@/lib/quality/reading';
import { memoryMarketLists } from './memory-market-lists';
import { startRecordedExchange } from './recorded-exchange';
import { bodyOf, recordingsOf } from './recordings';
import type { LoopbackExchange, Reply } from './server';

export const NOW_MS = Date.UTC(2026, 5, 24, 15, 0);
export const TICKERS = '/v1/ticker/all';
export const LISTING = '/v1/market/all';

interface Scene {
  /** The one that fails, if it is told to; 246 of its 294 markets have a price. */
  upbit: LoopbackExchange;
  marketLists: ReturnType<typeof memoryMarketLists>;
  /** What was waited between tries, ms. */
  waits: number[];
}

/**
 * Before each test of the file, a loopback Upbit that answers as recorded. The function that is returned reads it, and
 * expects that BigONE, read in the same call, notices nothing of what Upbit does.
 */
export function failingSource(): {
  scene: Scene;
  read(change?: Partial<SourceDeps>): Promise<SourceReading>;
} {
  const scene = {} as Scene;
  let bigone: LoopbackExchange;
  beforeAll(async () => {
    bigone = await startRecordedExchange('bigone');
  });
  afterAll(() => bigone.close());
  beforeEach(async () => {
    const upbit = await startRecordedExchange('upbit');
    Object.assign(scene, { upbit, marketLists: memoryMarketLists(), waits: [] });
  });
  afterEach(() => scene.upbit.close());

  async function read(change: Partial<SourceDeps> = {}): Promise<SourceReading> {
    const [reading, witness] = await readSources(['upbit', 'bigone'], {
      clock: () => NOW_MS,
      timeoutMs: 20_000,
      marketLists: scene.marketLists,
      random: () => 0.5,
      sleep: async (ms) => void scene.waits.push(ms),
      ...change,
      sourceUrls: { upbit: scene.upbit.origin, bigone: bigone.origin, ...change.sourceUrls },
    });
    expect(witness).toMatchObject({ exchange: 'bigone', ok: true, attempts: 1 });
    expect((witness as SourceRead).tickers.filter(({ last }) => last > 0)).toHaveLength(44);
    if (reading === undefined) throw new Error('no reading');
    return reading;
  }
  return { scene, read };
}

/** What Upbit's tickers were, as sent. */
export function recordedTickers(): Buffer {
  const recording = recordingsOf('upbit').find(({ request }) => request === `GET ${TICKERS}`);
  if (recording === undefined) throw new Error('no recording');
  return bodyOf(recording);
}

/** Upbit's tickers, row by row. */
export function tickerRows(): Record<string, unknown>[] {
  return JSON.parse(recordedTickers().toString('utf8'));
}

export function asJson(value: unknown): Reply {
  return { body: JSON.stringify(value) };
}
