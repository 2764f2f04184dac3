import { afterAll, beforeAll, expect, test } from 'vitest';
import { postgresReader } from '@/lib/series/postgres/postgres-reader';
import { calm, calmMarkets, type QualityWorld, qualityWorld } from '@/tests/support/quality-world';

const WARM = 14;
let world: QualityWorld;

beforeAll(async () => {
  world = await qualityWorld({
    okx: (slot, atMs) => [
      ...calmMarkets(5, { slot, atMs }),
      calm('ALONE', { slot, atMs, factor: slot < WARM ? 1 : 10 }),
    ],
  });
  await world.run(WARM + 2);
});

afterAll(() => world.end());

/** Points and refused values of the price, as the graph has them. */
async function graph() {
  const reader = postgresReader(world.database.pool, () => world.atMs(world.slot()));
  const { rows } = await world.database.pool.query<{ id: number }>(
    `SELECT id FROM dimension WHERE name = 'okx:ALONE-USDT'`,
  );
  const id = rows[0]?.id ?? 0;
  const span = [id, 1, world.atMs(WARM), world.atMs(WARM + 9)] as const;
  const [points, refused] = await Promise.all([reader.points(...span), reader.rejected(...span)]);
  return { points: points.values.length, refused };
}

test('held values are shown as refused ones, with what the peers said', async () => {
  const { points, refused } = await graph();
  expect(points).toBe(0);
  expect(refused).toEqual(
    [WARM, WARM + 1].map((slot) => ({
      atMs: world.atMs(slot),
      value: expect.closeTo(1000, -1),
      reason: 'pending',
      peers: expect.stringMatching(/^its price is \d+\.\d\dx its baseline, and no other venue lists it$/),
    })),
  );
});

test('the third time they become points, and are refused no longer', async () => {
  await world.run(1);
  expect(await graph()).toEqual({ points: 3, refused: [] });
});
