import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { MINUTE_MS } from '@/lib/model/time';
import { type TestDatabase, testDatabase } from '@/tests/support/database';
import { signedHeaders } from '@/tests/support/resend/sign';
import { serveApi, type TestServer } from '@/tests/support/server';

const SECRET = 'whsec_bm90aGluZyBzZWNyZXQgYXQgYWxs';

let database: TestDatabase;
let server: TestServer;

beforeAll(async () => {
  database = await testDatabase();
  server = await serveApi(database.url, { RESEND_WEBHOOK_SECRET: SECRET });
});

afterAll(async () => {
  await server.close();
  await database.drop();
});

beforeEach(() => database.pool.query('DELETE FROM silenced_address; DELETE FROM webhook_event'));

const bounce = (type: string) => ({
  type: 'email.bounced',
  data: { to: ['Reader@Example.com'], bounce: { type, subType: 'General', message: 'no such user' } },
});
const complaint = { type: 'email.complained', data: { to: ['reader@example.com', 'other@example.com'] } };

/** A call of the webhook, signed unless told otherwise. */
async function call(event: unknown, id = 'msg_1', headers?: Record<string, string>) {
  const body = JSON.stringify(event);
  const answer = await fetch(`${server.origin}/api/webhooks/resend`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(headers ?? signedHeaders(SECRET, id, body)) },
    body,
  });
  return { status: answer.status, body: await answer.json() };
}

async function silenced() {
  const { rows } = await database.pool.query('SELECT address, reason FROM silenced_address ORDER BY address');
  return rows.map(({ address, reason }) => `${address}: ${reason}`);
}

describe('an address is silenced', () => {
  test.each([
    ['that bounced for good', bounce('Permanent'), ['reader@example.com: bounced']],
    ['that complained', complaint, ['other@example.com: complained', 'reader@example.com: complained']],
    [
      'that Resend itself suppresses',
      { type: 'email.suppressed', data: { to: ['reader@example.com'], suppressed: {} } },
      ['reader@example.com: suppressed by Resend'],
    ],
  ])('%s', async (_, event, expected) => {
    expect(await call(event)).toEqual({ status: 200, body: { state: 'silenced' } });
    expect(await silenced()).toEqual(expected);
  });
});

describe('nothing is done', () => {
  test.each([
    ['for a mailbox that is full', bounce('Transient')],
    ['for a bounce that Resend cannot read', bounce('Undetermined')],
    ['for a bounce of no kind', { ...bounce('x'), data: { to: ['reader@example.com'] } }],
    ['for a mail that arrived', { type: 'email.delivered', data: { to: ['reader@example.com'] } }],
    ['for an event that is not about mail', { type: 'domain.created', data: { id: '1' } }],
    ['for what is no event', ['nothing']],
  ])('%s', async (_, event) => {
    expect(await call(event)).toEqual({ status: 200, body: { state: 'ignored' } });
    expect(await silenced()).toEqual([]);
  });

  test('for a call that was obeyed before', async () => {
    await call(complaint);
    await database.pool.query('DELETE FROM silenced_address');
    expect(await call(complaint)).toEqual({ status: 200, body: { state: 'known' } });
    expect(await silenced()).toEqual([]);
  });
});

describe('401, and nothing is done', () => {
  const body = JSON.stringify(complaint);
  const signed = (secret: string, nowMs?: number) => signedHeaders(secret, 'msg_1', body, nowMs);

  test.each([
    ['without a signature', {}],
    ['with the signature of somebody else', signed('whsec_c29tZWJvZHkgZWxzZSBhbHRvZ2V0aGVy')],
    ['with an old signature', signed(SECRET, Date.now() - 6 * MINUTE_MS)],
    ['with a signature of the future', signed(SECRET, Date.now() + 6 * MINUTE_MS)],
    ['with the signature of another call', { ...signed(SECRET), 'svix-id': 'msg_2' }],
    ['with the signature of another body', signedHeaders(SECRET, 'msg_1', JSON.stringify(bounce('x')))],
    ['with a renewed time', { ...signed(SECRET, Date.now() - MINUTE_MS), 'svix-timestamp': '9999999999' }],
  ])('%s', async (_, headers) => {
    const answer = await call(complaint, 'msg_1', headers);
    expect(answer.status).toBe(401);
    expect(answer.body.detail).toBe('Only Resend may call this, within five minutes of its signature.');
    expect(await silenced()).toEqual([]);
  });
});
