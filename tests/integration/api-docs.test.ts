import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { curlOf } from '@/components/api-docs/curl';
import { operationsOf, parseDocument } from '@/components/api-docs/document';
import { openApiDocument } from '@/lib/http/openapi/document';
import { createToken, type Purpose } from '@/lib/outbox/links';
import { collectAt } from '@/tests/support/collector';
import { ensureCurl, shell } from '@/tests/support/curl';
import { type TestDatabase, testDatabase } from '@/tests/support/database';
import { startRecordedExchange } from '@/tests/support/exchange/recorded-exchange';
import type { LoopbackExchange } from '@/tests/support/exchange/server';
import { serveApi, type TestServer } from '@/tests/support/server';

const SECRET = 'a-secret-of-16-characters';
const INTERVAL_MS = 300_000;

/** In the order in which somebody would: signed up before confirmed, looked at before removed. */
const LATE = ['confirmAddress', 'getWatches', 'putWatches', 'unsubscribe', 'removeByLink'];
/** Whose link an operation takes. */
const PURPOSES: Record<string, Purpose> = {
  '/emails/confirm': 'confirm',
  '/emails/watches': 'manage',
  '/emails/unsubscribe': 'unsubscribe',
  '/emails/remove': 'remove',
};

let database: TestDatabase;
let exchange: LoopbackExchange;
let server: TestServer;

const document = parseDocument(JSON.stringify(openApiDocument('http://localhost:3000')));
const [{ url }] = document.servers;
const lines = operationsOf(document).flatMap((operation) => {
  const line = curlOf(operation, url);
  return line === null ? [] : [{ line, path: operation.path, id: operation.operationId }];
});

beforeAll(async () => {
  await ensureCurl();
  database = await testDatabase();
  exchange = await startRecordedExchange('kraken');
  const lastMs = Math.floor(Date.now() / INTERVAL_MS) * INTERVAL_MS;
  for (let slot = 13; slot >= 0; slot--) {
    const nowMs = lastMs - slot * INTERVAL_MS;
    await collectAt({ pool: database.pool, sourceUrls: { kraken: exchange.origin }, nowMs });
  }
  server = await serveApi(database.url, {
    APP_SECRET: SECRET,
    ADMIN_TOKEN: SECRET,
    CRON_SECRET: SECRET,
    SOURCES: 'kraken',
    SOURCE_URLS: JSON.stringify({ kraken: exchange.origin }),
  });
});

afterAll(async () => {
  await server.close();
  await exchange.close();
  await database.drop();
});

/** As in the shell of somebody who has set the variables that the page names. */
function run({ line, path }: { line: string; path: string }): Promise<string> {
  const purpose = PURPOSES[path] ?? 'manage';
  const request = purpose === 'confirm' ? { signUp: 1 } : {};
  const token = createToken(SECRET, purpose, { id: 1, version: 1, ...request }, Date.now());
  const variables = `TOKEN='${token}' ADMIN_TOKEN='${SECRET}' CRON_SECRET='${SECRET}'`;
  return shell(`export ${variables}; ${line.replace(url, `${server.origin}/api`)}`);
}

describe('a line of the documentation works as it stands', () => {
  test.each(lines.sort((a, b) => LATE.indexOf(a.id) - LATE.indexOf(b.id)))('$line', async (each) => {
    const answer = await run(each);
    if (each.path !== '/prometheus') expect(JSON.parse(answer)).toBeTypeOf('object');
    else expect(answer).toContain('# HELP');
  });
});

test('every operation has a line but the one that has to be signed', () => {
  const without = operationsOf(document).filter((operation) => curlOf(operation, url) === null);
  expect(without.map(({ path }) => path)).toEqual(['/webhooks/resend']);
});
