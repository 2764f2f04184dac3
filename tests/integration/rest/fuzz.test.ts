import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { pool } from '@/lib/platform/database';
import { ADMIN_TOKEN, openWorld, subscribed, type World } from '@/tests/integration/subscribers/world';
import { requestsFrom } from '@/tests/support/fuzz/requests';
import { faultOf, send } from '@/tests/support/fuzz/send';
import { readDocument } from '@/tests/support/openapi/document';
import { seed } from './seed';

/** `npm run fuzz` asks for 10,000. */
const RUNS = Number(process.env.FUZZ_RUNS ?? 300);

let world: World;
let token: string;

beforeAll(async () => {
  // Nobody listens where the exchange is to be.
  world = await openWorld({
    CRON_SECRET: ADMIN_TOKEN,
    SOURCES: 'kraken',
    SOURCE_URLS: '{"kraken":"http://127.0.0.1:1"}',
    RESEND_WEBHOOK_SECRET: 'whsec_bm90aGluZyBzZWNyZXQgYXQgYWxs',
  });
  await seed(world.pool);
  token = await subscribed(world, 'known@test.example');
});
afterAll(() => world.close());

test(`${RUNS} requests made from the OpenAPI document: no fault of ours, and every refusal a problem document`, async () => {
  const requests = requestsFrom(await readDocument(world.origin), {
    authorization: `Bearer ${ADMIN_TOKEN}`,
    values: {
      metric: ['price', 'volume'],
      dimension: ['kraken:BTC-USD', 'okx:NEW-USDT'],
      token: [token],
      range: ['24h', '90d'],
    },
  });
  const seen = new Map<number, number>();
  let sent = 0;
  await fc.assert(
    fc.asyncProperty(requests, async (request) => {
      if (sent++ % 200 === 0) await pool().query('TRUNCATE rate_limit');
      const answer = await send(world.origin, request);
      seen.set(answer.status, (seen.get(answer.status) ?? 0) + 1);
      expect(faultOf(request, answer)).toBeNull();
    }),
    {
      numRuns: RUNS,
      endOnFailure: true,
      ...(process.env.FUZZ_SEED && { seed: Number(process.env.FUZZ_SEED) }),
    },
  );
  // That it went through the doors, and not only into the refusals.
  for (const status of [200, 400, 404, 405]) expect(seen.get(status)).toBeGreaterThan(0);
  console.log(
    `${sent} requests: ${[...seen]
      .sort(([a], [b]) => a - b)
      .map(([status, n]) => `${n} x ${status}`)
      .join(', ')}`,
  );
}, 1_200_000);
