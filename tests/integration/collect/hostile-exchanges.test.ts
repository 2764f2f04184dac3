import { afterAll, beforeAll, expect, test } from 'vitest';
import { settings } from '@/lib/platform/settings';
import { collectAt } from '@/tests/support/collector';
import { type TestDatabase, testDatabase } from '@/tests/support/database';
import { HONEST, HOSTILE_NOW_MS, hostileExchange } from '@/tests/support/exchange/hostile';
import { HOSTILE_NAMES, INHERITED_NAMES } from '@/tests/support/exchange/hostile-names';
import type { LoopbackExchange } from '@/tests/support/exchange/server';

const exchanges = settings.parse({}).SOURCES;
const broken = 'gemini';
let servers: [string, LoopbackExchange][];
let database: TestDatabase;

beforeAll(async () => {
  database = await testDatabase();
  servers = await Promise.all(
    exchanges.map(async (exchange, i): Promise<[string, LoopbackExchange]> => {
      const names = [HOSTILE_NAMES[i % HOSTILE_NAMES.length]?.name ?? '', ...INHERITED_NAMES, '=CMD()'];
      const nested = () => ({ body: Buffer.alloc(40_000_000, '[') });
      return [
        exchange,
        await hostileExchange(exchange, exchange === broken ? { listing: nested } : { names }),
      ];
    }),
  );
});
afterAll(async () => {
  await Promise.all(servers.map(([, server]) => server.close()));
  await database.drop();
});

test('a collection of hostile exchanges stores all honest markets, and says what was left out', async () => {
  const sourceUrls = Object.fromEntries(servers.map(([exchange, { origin }]) => [exchange, origin]));
  const { pool } = database;
  expect(await collectAt({ pool, sourceUrls, nowMs: HOSTILE_NOW_MS })).toMatchObject({ state: 'collected' });
  expect(await collectAt({ pool, sourceUrls, nowMs: HOSTILE_NOW_MS + 300_000 })).toMatchObject({
    state: 'collected',
  });

  const { rows: runs } = await pool.query(
    'SELECT exchange, state, reason, stored FROM source_run WHERE collection_id = 2 ORDER BY exchange',
  );
  expect(runs).toEqual(
    exchanges.toSorted().map((exchange) =>
      exchange === broken
        ? { exchange, state: 'failed', stored: 0, reason: 'its answer nests deeper than 32 levels' }
        : {
            exchange,
            state: 'accepted',
            stored: expect.any(Number),
            reason: expect.stringMatching(
              /^\d+ markets? (is|are) left out(, the first because|:) [^\p{C}]+$/u,
            ),
          },
    ),
  );
  const { rows: names } = await pool.query<{ base: string }>('SELECT DISTINCT base FROM dimension');
  const bases = names.map(({ base }) => base);
  expect(bases).toEqual(expect.arrayContaining([...HONEST, '=CMD()']));
  for (const base of bases) expect(base).toMatch(/^[!-~]{1,64}$/);
});
