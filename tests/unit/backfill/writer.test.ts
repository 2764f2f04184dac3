import { expect, test } from 'vitest';
import { chunkWriter } from '@/lib/collect/backfill/writer';

const market = (dimensionId: number) => ({ dimensionId, prices: [] });

test('markets of all exchanges are written 25 at a time, one write after another, and the rest at the end', async () => {
  const events: string[] = [];
  const writer = chunkWriter(async (markets) => {
    events.push(`begin ${markets.length}`);
    await Promise.resolve();
    events.push(`end ${markets.at(-1)?.dimensionId}`);
    return markets.length;
  });
  await Promise.all(Array.from({ length: 60 }, (_, i) => writer.add(market(i))));
  expect(await writer.end()).toBe(60);
  expect(events).toEqual(['begin 25', 'end 24', 'begin 25', 'end 49', 'begin 10', 'end 59']);
});

test('a write that fails fails those who wait for it, and all that follow', async () => {
  const writer = chunkWriter(async () => {
    throw new Error('no database');
  });
  for (let i = 0; i < 24; i++) await writer.add(market(i));
  await expect(writer.add(market(24))).rejects.toThrow('no database');
  await expect(writer.end()).rejects.toThrow('no database');
});
