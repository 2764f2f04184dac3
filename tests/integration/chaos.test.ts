import { afterAll, beforeAll, expect, test } from 'vitest';
import { type HarmedPostgres, openPostgres } from '@/tests/chaos/postgres';
import { chaosRound } from '@/tests/chaos/round';

let postgres: HarmedPostgres;

beforeAll(async () => {
  process.env.LOG_LEVEL = 'silent';
  postgres = await openPostgres();
});
afterAll(() => postgres.remove());

// `npm run chaos` goes through as many days as you like, and longer ones.
test.each([1, 2, 3])(
  'a short day in which all goes wrong that can ends as one in which nothing did (seed %i)',
  async (seed) => {
    expect((await chaosRound(postgres, seed, 20)).faults).toEqual([]);
  },
  120_000,
);
