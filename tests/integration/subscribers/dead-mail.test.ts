import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TestDatabase, testDatabase } from '@/tests/support/database';
import { type FakeResend, startResend } from '@/tests/support/resend/server';
import { serveApi, type TestServer } from '@/tests/support/server';

const SECRET = 'a-secret-of-16-characters';
const OPERATOR = 'ops@example.com';

let database: TestDatabase;
let resend: FakeResend;
let server: TestServer;

beforeAll(async () => {
  database = await testDatabase();
  resend = await startResend(Date.now);
  server = await serveApi(database.url, {
    APP_SECRET: SECRET,
    CRON_SECRET: SECRET,
    MAIL_FROM: 'alerts@metrics.example.com',
    OPERATOR_EMAIL: OPERATOR,
    RESEND_API_KEY: 're_dead',
    RESEND_BASE_URL: resend.origin,
    RESEND_REQUESTS_PER_SECOND: '1000',
  });
});

afterAll(async () => {
  await server.close();
  await resend.close();
  await database.drop();
});

const deliver = () =>
  fetch(`${server.origin}/api/cron/deliver`, { headers: { authorization: `Bearer ${SECRET}` } });

test('the operator is told of a mail that the provider refuses for good, and not of that notice', async () => {
  resend.refused.add('nobody@example.com').add(OPERATOR);
  await fetch(`${server.origin}/api/emails`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email: 'nobody@example.com' }),
  });
  await deliver();
  const { rows } = await database.pool.query('SELECT recipient, subject, text FROM mailbox_message');
  expect(rows).toEqual([
    {
      recipient: OPERATOR,
      subject: 'An email could not be delivered',
      text: expect.stringContaining('nobody@example.com: '),
    },
  ]);
  await deliver();
  await deliver();
  const states = await database.pool.query('SELECT "to", state FROM message ORDER BY id');
  expect(states.rows).toEqual([
    { to: 'nobody@example.com', state: 'dead' },
    { to: OPERATOR, state: 'dead' },
  ]);
  expect((await database.pool.query('SELECT FROM mailbox_message')).rowCount).toBe(0);
});
