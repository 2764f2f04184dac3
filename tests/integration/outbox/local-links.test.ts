import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TestDatabase, testDatabase } from '@/tests/support/database';
import { serveApi, type TestServer } from '@/tests/support/server';

const SECRET = 'a-secret-of-16-characters';
const SAID = 'RESEND_API_KEY is set, but APP_URL is not';

let database: TestDatabase;
let server: TestServer;

beforeAll(async () => {
  database = await testDatabase();
  // Resend itself: a request of it would fail this test, as no network is there.
  server = await serveApi(database.url, {
    APP_URL: '',
    APP_SECRET: SECRET,
    CRON_SECRET: SECRET,
    MAIL_FROM: 'alerts@metrics.fi',
    RESEND_API_KEY: 're_local_links',
    RESEND_BASE_URL: '',
  });
});

afterAll(async () => {
  await server.close();
  await database.drop();
});

test('without APP_URL emails stay in the mailbox, with links for this machine, and health says so', async () => {
  const signUp = await fetch(`${server.origin}/api/emails`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email: 'reader@test.example' }),
  });
  expect(signUp.status).toBe(202);
  const delivered = await fetch(`${server.origin}/api/cron/deliver`, {
    headers: { authorization: `Bearer ${SECRET}` },
  });
  expect(await delivered.json()).toMatchObject({ sent: 1, retries: 0 });
  const { rows } = await database.pool.query('SELECT transport, text FROM message');
  expect(rows).toEqual([
    { transport: 'mailbox', text: expect.stringContaining('http://localhost:3000/confirm') },
  ]);

  const health = await (await fetch(`${server.origin}/api/health`)).json();
  expect(health.warnings).toEqual([expect.stringContaining(SAID)]);
  expect(health.summary).toContain(SAID);
});
