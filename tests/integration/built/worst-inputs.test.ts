import { request } from 'node:http';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TemporaryDatabase, temporaryDatabase } from '@/bench/cycle/temporary-database';
import { type Server, startProduct } from '@/bench/suite/servers';
import { operationsOf, readDocument } from '@/tests/support/openapi/document';
import { seedMarkets } from '@/tests/support/seed';
import { ask } from '@/tests/worst-inputs/ask';
import { addCrowd } from '@/tests/worst-inputs/crowd';
import { headerInputs } from '@/tests/worst-inputs/inputs/header-inputs';
import type { Known } from '@/tests/worst-inputs/inputs/input';
import { appPages, pageInputs } from '@/tests/worst-inputs/inputs/page-inputs';
import { routeInputs } from '@/tests/worst-inputs/inputs/route-inputs';
import { scrape } from '@/tests/worst-inputs/server-figures';

const SECRETS = {
  APP_SECRET: 'a-secret-of-this-test-1',
  ADMIN_TOKEN: 'an-admin-token-of-this-test',
  CRON_SECRET: 'a-cron-secret-of-this-test',
};
/** Of each route and page in this short form of `npm run test:worst-inputs`. */
const INPUTS_EACH = 3;

let database: TemporaryDatabase;
let server: Server;
let known: Known;

beforeAll(async () => {
  database = await temporaryDatabase({ fsync: 'off', synchronous_commit: 'off' });
  await seedMarkets(database.pool, Date.now());
  const crowd = await addCrowd(database.pool, SECRETS.APP_SECRET, Date.now());
  known = { ...crowd, adminToken: SECRETS.ADMIN_TOKEN, cronSecret: SECRETS.CRON_SECRET };
  server = await startProduct(database.pool.options.connectionString ?? '', {
    ...SECRETS,
    TRUST_PROXY: '127.0.0.1',
    // Collected from nobody: what is asked here is what is stored.
    SOURCES: 'kraken',
    SOURCE_URLS: JSON.stringify({ kraken: 'http://127.0.0.1:9' }),
  });
}, 180_000);

afterAll(async () => {
  await server.stop();
  await database.remove();
});

test('every route of the document and every page of the app has inputs, and none of them is a 5xx', async () => {
  const document = await readDocument(server.origin);
  const inputs = [
    ...routeInputs(document, known, INPUTS_EACH),
    ...pageInputs(known, INPUTS_EACH),
    ...headerInputs(),
  ];
  for (const { method, path } of operationsOf(document)) {
    const own = inputs.filter((input) => input.path.split('?')[0] === `/api${path}`);
    expect([path, own.map((input) => input.method.toLowerCase())]).toEqual([
      path,
      expect.arrayContaining([method]),
    ]);
  }
  expect(appPages()).toEqual(expect.arrayContaining(['/', '/api-docs', '/mailbox/[id]', '/sitemap.xml']));
  const failed: string[] = [];
  for (const [i, input] of inputs.entries()) {
    const { status } = await ask(server.origin, input, `198.18.${i >> 8}.${i % 256}`);
    if (status >= 500) failed.push(`${status} ${input.method} ${input.path} ${input.name}`);
  }
  expect(failed).toEqual([]);
  expect(await scrape(server.origin)).toEqual({ holdMs: expect.any(Number), cpuMs: expect.any(Number) });
});

test('previews whose clients have gone make room for others at once', async () => {
  // Nothing can be computed as long as the hours cannot be read: only who goes makes room.
  const lock = await database.pool.connect();
  await lock.query('BEGIN; LOCK TABLE rollup_hour IN ACCESS EXCLUSIVE MODE');
  try {
    for (let round = 0; round < 4; round++) {
      const statuses: number[] = [];
      const clients = Array.from({ length: 3 }, (_, i) => {
        const body = JSON.stringify({ watches: [{ threshold: 2 + round + i / 10 }] });
        const asked = request(`${server.origin}/api/watches/preview`, {
          method: 'POST',
          agent: false,
          headers: { 'content-type': 'application/json', 'content-length': String(body.length) },
        });
        asked.on('response', ({ statusCode = 0 }) => statuses.push(statusCode));
        asked.on('error', () => undefined);
        asked.end(body);
        return asked;
      });
      // Long enough that one which finds no room is told so.
      await new Promise((resolve) => setTimeout(resolve, 500));
      expect(statuses).toEqual([]);
      for (const client of clients) client.destroy();
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
  } finally {
    await lock.query('ROLLBACK');
    lock.release();
  }
});
