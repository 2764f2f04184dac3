import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type TestDatabase, testDatabase } from '@/tests/support/database';
import { killRound, STEPS, type World } from '@/tests/support/resend/kill-round';
import { startResend } from '@/tests/support/resend/server';

let database: TestDatabase;
let world: World;

beforeAll(async () => {
  process.env.LOG_LEVEL = 'silent';
  database = await testDatabase();
  const resend = await startResend(() => Date.now() + world.offsetMs);
  world = { pool: database.pool, databaseUrl: database.url, resend, offsetMs: 0 };
});

afterAll(async () => {
  await world.resend.close();
  await database.drop();
});

// Ten rounds that meet each step, and each trouble of the server; `npm run mail:kill` makes as many as you like.
const ROUNDS = [0, 1, 2, 9, 16, 23, 24, 31, 32, 39];

describe('two deliverers, one killed', () => {
  test.each(ROUNDS.map((round) => [STEPS[round % STEPS.length], round] as const))(
    'at "%s": every message is delivered exactly once (round %i)',
    async (_, round) => {
      expect(await killRound(world, round)).toEqual([]);
    },
  );
});
