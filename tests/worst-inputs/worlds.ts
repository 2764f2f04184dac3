import type { Pool } from 'pg';
import { seedLarge } from '@/bench/page/seed';
import { collectPast } from '@/scripts/demo/collect-past';
import { startDemoExchanges } from '@/scripts/demo/exchanges';
import { SLOT_MS, spanBefore } from '@/scripts/demo/history/span';
import { writeHistory } from '@/scripts/demo/history/write-history';
import { readRecordings } from '@/scripts/demo/recordings';
import { createWorld } from '@/scripts/demo/world/world';

/** The worlds that are asked, by name: each fills an empty, migrated database up to `nowMs`. */
export const WORLDS: Record<string, (pool: Pool, nowMs: number) => Promise<void>> = {
  /** 1,530 markets of 6 exchanges, two days at 5 minutes and 90 days of hours. */
  demo: fillDemo,
  /** 10,000 markets of 10 exchanges, a day at 30 minutes. */
  large: (pool, nowMs) => seedLarge(pool, 10_000, nowMs),
};

async function fillDemo(pool: Pool, nowMs: number): Promise<void> {
  const recordings = await readRecordings();
  const calm = createWorld({ seed: 1, scenario: [], startMs: Number.POSITIVE_INFINITY, recordings });
  const slotMs = Math.floor(nowMs / SLOT_MS) * SLOT_MS;
  const exchanges = await startDemoExchanges(calm, () => slotMs);
  try {
    await writeHistory(pool, calm, spanBefore(slotMs), () => undefined, new AbortController().signal);
    await collectPast(pool, exchanges.sourceUrls, slotMs);
  } finally {
    await exchanges.close();
  }
}
