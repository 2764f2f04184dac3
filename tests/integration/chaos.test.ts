import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Opened, openWorld } from '@/tests/chaos/harmed';
import { chaosRound } from '@/tests/chaos/round';

let world: Opened;

beforeAll(async () => {
  process.env.LOG_LEVEL = 'silent';
  world = await openWorld();
});
afterAll(() => world.remove());

// `npm run chaos` goes through as many days as you like, and longer ones.
test.each([1, 2, 3])(
  'a short day in which all goes wrong that can ends as one in which nothing did (seed %i)',
  async (seed) => {
    expect((await chaosRound(world.of(false), seed, 20)).faults).toEqual([]);
  },
  120_000,
);
