import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { unusualNow } from '@/lib/queries';
import { seriesReader } from '@/lib/series';
import { type AlertWorld, openAlerts } from './world';

let world: AlertWorld;

beforeAll(async () => {
  world = await openAlerts(['kraken', 'okx', 'binance', 'gate'], ['SOL', 'BTC']);
}, 120_000);

afterAll(() => world.end());

test('calm: what comes closest; then a base in one row; then since when it is quiet', async () => {
  const calm = await unusualNow(seriesReader(), world.pool);
  expect(calm).toMatchObject({ bases: [], open: 0, quietSinceMs: null });
  expect(calm.closest?.ratio).toBeGreaterThan(0.9);
  expect(calm.closest?.ratio).toBeLessThan(3);

  await world.run(1, { SOL: 4 });
  const unusual = await unusualNow(seriesReader(), world.pool);
  expect(unusual.bases.map(({ base, venues }) => [base, venues])).toEqual([['SOL', 4]]);
  const [first] = unusual.bases[0]?.series ?? [];
  expect([first?.alert.metric, first?.ratio.toFixed(1)]).toEqual(['price', '4.0']);
  expect(unusual.bases[0]?.spark?.values).toHaveLength(25);
  expect(unusual.bases[0]?.spark?.values.at(-1)).toBeCloseTo(first?.alert.opening.value ?? 0, 3);
  // A second ask of the same collection runs no SQL.
  const query = vi.spyOn(world.pool, 'query');
  expect(await unusualNow(seriesReader(), world.pool)).toBe(unusual);
  expect(query).not.toHaveBeenCalled();

  await world.run(3);
  const quiet = await unusualNow(seriesReader(), world.pool);
  expect([quiet.open, quiet.quietSinceMs]).toEqual([0, world.nowMs() - 2 * 300_000]);
});
