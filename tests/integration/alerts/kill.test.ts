import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type KillWorld, killRound, openKillWorld } from '@/tests/support/alerts/kill-round';
import { type TestDatabase, testDatabase } from '@/tests/support/database';
import { type FakeResend, startResend } from '@/tests/support/resend/server';

let database: TestDatabase;
let resend: FakeResend;
let world: KillWorld;

beforeAll(async () => {
  process.env.LOG_LEVEL = 'silent';
  database = await testDatabase();
  resend = await startResend(() => Date.now() + world.offsetMs);
  world = await openKillWorld(database.pool, database.url, resend);
});

afterAll(async () => {
  await resend.close();
  await database.drop();
});

// `npm run alerts:kill` makes as many as you like.
describe('two collectors and two deliverers, one of each killed', () => {
  test.each(Array.from({ length: 10 }, (_, round) => round))(
    'each reader gets each notification exactly once (round %i)',
    async (round) => {
      expect((await killRound(world, round)).faults).toEqual([]);
    },
  );
});
