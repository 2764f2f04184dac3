import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TestDatabase, testDatabase } from '@/tests/support/database';
import { type FakeResend, startResend } from '@/tests/support/resend/server';
import { serveApi, type TestServer } from '@/tests/support/server';

const APP_URL = 'https://metrics.example.com';
const SECRET = 'a-secret-of-16-characters';
/** As typed; the domain of what is kept and sent is in lower case. */
const TYPED = 'Reader@Example.com';
const READER = 'Reader@example.com';

let database: TestDatabase;
let resend: FakeResend;
let server: TestServer;

beforeAll(async () => {
  database = await testDatabase();
  resend = await startResend(Date.now);
  server = await serveApi(database.url, {
    APP_URL,
    APP_SECRET: SECRET,
    ADMIN_TOKEN: SECRET,
    CRON_SECRET: SECRET,
    MAIL_FROM: 'Tracker <alerts@metrics.example.com>',
    RESEND_API_KEY: 're_inbox',
    RESEND_BASE_URL: resend.origin,
    RESEND_REQUESTS_PER_SECOND: '1000',
  });
});

afterAll(async () => {
  await server.close();
  await resend.close();
  await database.drop();
});

const post = (path: string, body: unknown) =>
  fetch(`${server.origin}/api${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });

const authorized = { headers: { authorization: `Bearer ${SECRET}` } };

async function deliver(): Promise<void> {
  const answer = await fetch(`${server.origin}/api/cron/deliver`, authorized);
  expect(answer.status).toBe(200);
}

/** The subscribers as the operator sees them. */
async function subscribers(): Promise<{ email: string; status: string }[]> {
  const answer = await fetch(`${server.origin}/api/emails`, authorized);
  return (await answer.json()).emails;
}

/** The token of the link to a page in the newest mail. */
function tokenFor(page: string): string {
  const link = new RegExp(`${APP_URL}/${page}\\?token=([^\\s"]+)`).exec(resend.accepted.at(-1)?.text ?? '');
  return decodeURIComponent(link?.[1] ?? '');
}

test('from sign-up to inbox to silence', async () => {
  const answer = await post('/emails', { email: TYPED, watches: [{ metric: 'price', threshold: 4 }] });
  expect(answer.status).toBe(202);
  expect(resend.accepted).toEqual([]);

  await deliver();
  await deliver();
  expect(resend.accepted.map(({ to }) => to)).toEqual([[READER]]);
  const token = tokenFor('confirm');

  // A bare GET of a scanner that follows links confirms nobody.
  expect((await fetch(`${server.origin}/api/emails/confirm?token=${token}`)).status).toBe(405);
  expect((await post('/emails/confirm', { token })).status).toBe(200);
  expect((await post('/emails/confirm', { token })).status).toBe(200);
  expect(await subscribers()).toMatchObject([{ email: READER, status: 'confirmed' }]);

  // The same address again, in other letters: the same answer, and a mail that says that it is known.
  const again = await post('/emails', { email: READER.toLowerCase() });
  expect([again.status, await again.json()]).toEqual([202, await answer.json()]);

  // Its header unsubscribes; those of emails to somebody who is not subscribed stop such emails alone.
  await deliver();
  const known = resend.accepted.at(-1);

  const asked = await fetch(`${server.origin}/api/emails`, {
    method: 'DELETE',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email: READER }),
  });
  expect(asked.status).toBe(202);
  await deliver();
  const removal = resend.accepted.at(-1);
  expect(removal?.to).toEqual([expect.stringMatching(/^reader@example.com$/i)]);

  const unsubscribe = /<([^>]+)>/.exec(known?.headers['List-Unsubscribe'] ?? '')?.[1];
  expect(removal?.headers['List-Unsubscribe-Post']).toBe('List-Unsubscribe=One-Click');
  for (const _ of ['once', 'twice']) {
    const oneClick = await fetch((unsubscribe ?? '').replace(APP_URL, server.origin), {
      method: 'POST',
      body: new URLSearchParams({ 'List-Unsubscribe': 'One-Click' }),
    });
    expect(oneClick.status).toBe(200);
  }
  expect(await subscribers()).toMatchObject([{ email: READER, status: 'silenced' }]);

  const before = resend.accepted.length;
  await deliver();
  expect(resend.accepted).toHaveLength(before);
});
