import { expect, test } from 'vitest';
import { batchesOf } from '@/components/ranking/spark-store';
import { dimensionName } from '@/lib/model/market-name';
import { sparkQuery } from '@/lib/queries';

test.each([
  ['short', (n: number) => dimensionName('okx', `C${n}`, 'USDT'), 3],
  ['long', (n: number) => dimensionName('okx', `${'币'.repeat(60)}${n}`, '人'.repeat(60)), 75],
])('%s names come in lists that one request takes', (_, nameOf, requests) => {
  const names = Array.from({ length: 210 }, (_, n) => nameOf(n));
  const batches = batchesOf(names);
  expect(batches.flat()).toEqual(names);
  expect(batches.length).toBeGreaterThanOrEqual(requests - 5);
  expect(batches.length).toBeLessThanOrEqual(requests);
  for (const batch of batches) {
    const dimensions = batch.join(',');
    expect(dimensions.length).toBeLessThanOrEqual(4000);
    expect(sparkQuery.parse({ metric: 'price', dimensions }).dimensions).toEqual(batch);
  }
});
