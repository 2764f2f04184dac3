import { expect, test } from 'vitest';
import { growing } from '@/bench/soak/report';
import { soak } from '@/bench/soak/soak';
import { testDatabase } from '@/tests/support/database';

test('nothing in the database grows for ever', async () => {
  const database = await testDatabase();
  const samples = await soak({
    pool: database.pool,
    markets: 50,
    collections: 240,
    samples: 12,
    fromMs: Date.UTC(2026, 9, 1),
    keep: { observationRetentionHours: 4, rollupRetentionDays: 0.25, logRetentionDays: 0.25 },
    signal: new AbortController().signal,
  });
  expect(samples.map(({ collections }) => collections)).toEqual(samples.map((_, i) => (i + 1) * 20));
  // How much memory the process of a test uses is not up to the test alone.
  expect(growing(samples).filter((field) => field !== 'heapMb')).toEqual([]);
  const rows = async (table: string) =>
    (await database.pool.query<{ n: number }>(`SELECT count(*)::int AS n FROM ${table}`)).rows[0]?.n;
  // Four hours, and up to one until the next maintenance; whole hours are kept.
  expect(await rows('observation')).toBeLessThanOrEqual(50 * 6 * 12);
  expect(await rows('collection')).toBeLessThanOrEqual(7 * 12);
  expect(await rows('rollup_hour')).toBeLessThanOrEqual(50 * 8);
  await database.drop();
}, 300_000);
