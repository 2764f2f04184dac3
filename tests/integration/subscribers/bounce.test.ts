import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { DAY_MS } from '@/lib/model/time';
import { enqueue } from '@/lib/outbox';
import { withTransaction } from '@/lib/platform/database';
import { signedHeaders } from '@/tests/support/resend/sign';
import { ADMIN_TOKEN, openWorld, subscribed, tokenIn, type World } from './world';

const WEBHOOK_SECRET = 'whsec_bm90aGluZyBzZWNyZXQgYXQgYWxs';

let world: World;
let people = 0;
let calls = 0;

beforeAll(async () => {
  vi.useFakeTimers({ toFake: ['Date'], now: Date.UTC(2026, 10, 24, 12) });
  world = await openWorld({ RESEND_WEBHOOK_SECRET: WEBHOOK_SECRET, CRON_SECRET: ADMIN_TOKEN });
});
afterAll(async () => {
  await world.close();
  vi.useRealTimers();
});

const later = (ms: number) => vi.setSystemTime(Date.now() + ms);
const newcomer = () => {
  world.from(`198.51.100.${++people}`);
  return `reader${people}@test.example`;
};

/** Has Resend report what became of an email. */
async function report(type: 'bounced' | 'complained' | 'suppressed', to: string): Promise<void> {
  const data = { to: [to], ...(type === 'bounced' && { bounce: { type: 'Permanent', message: 'none' } }) };
  const body = JSON.stringify({ type: `email.${type}`, data });
  const headers = signedHeaders(WEBHOOK_SECRET, `msg_${++calls}`, body, Date.now());
  const answer = await world.send('POST', '/webhooks/resend', body, headers);
  expect(await answer.json()).toEqual({ state: 'silenced' });
}

const signUp = (email: string) => world.send('POST', '/emails', { email });
const sentTo = async (to: string) => (await world.mails()).filter((mail) => mail.to === to);

/** Whether an alert to this address would be sent: it is enqueued, and reaches the transport. */
async function getsAlerts(to: string): Promise<boolean> {
  const alert = { kind: 'alert', priority: 2, to, subject: 'Alert', html: 'x', text: 'x' };
  await withTransaction(world.pool, (client) => enqueue(client, [alert], Date.now()));
  await deliver();
  const sql = `DELETE FROM message WHERE kind = 'alert' AND "to" = $1 RETURNING state`;
  return (await world.pool.query<{ state: string }>(sql, [to])).rows[0]?.state === 'sent';
}

async function deliver(): Promise<void> {
  const headers = { authorization: `Bearer ${ADMIN_TOKEN}` };
  expect((await world.send('GET', '/cron/deliver', undefined, headers)).status).toBe(200);
}

describe.each(['bounced', 'suppressed'] as const)('an address that %s', (type) => {
  test('gets no alerts, until its owner signs up and confirms again', async () => {
    const email = newcomer();
    await subscribed(world, email);
    expect(await getsAlerts(email)).toBe(true);
    await report(type, email.toUpperCase());
    expect(await getsAlerts(email)).toBe(false);

    await signUp(email);
    expect((await sentTo(email)).map(({ subject }) => subject)).toEqual([
      'Confirm your address',
      'Confirm your address',
    ]);
    await deliver();
    const { rows } = await world.pool.query('SELECT state FROM message WHERE "to" = $1', [email]);
    expect(rows).toEqual([{ state: 'sent' }, { state: 'sent' }]);
    expect(await getsAlerts(email)).toBe(false);

    const token = await tokenIn(world, email, '/confirm');
    expect((await world.send('POST', '/emails/confirm', { token })).status).toBe(200);
    expect(await getsAlerts(email)).toBe(true);
  });

  test('is tried three times a day at most', async () => {
    const email = newcomer();
    for (let n = 0; n < 5; n++) {
      await signUp(email);
      await report(type, email);
    }
    expect(await sentTo(email)).toHaveLength(3);
    later(DAY_MS);
    await signUp(email);
    expect(await sentTo(email)).toHaveLength(4);
  });
});

test('a link that was confirmed before lifts nothing when it is opened again', async () => {
  const email = newcomer();
  await signUp(email);
  const token = await tokenIn(world, email, '/confirm');
  await world.send('POST', '/emails/confirm', { token });
  await report('bounced', email);
  expect((await world.send('POST', '/emails/confirm', { token })).status).toBe(200);
  expect(await getsAlerts(email)).toBe(false);
});

test('an address that complained gets nothing that a stranger can cause for 90 days, also if it bounced', async () => {
  const email = newcomer();
  await subscribed(world, email);
  await report('bounced', email);
  later(DAY_MS);
  await report('complained', email);
  await report('bounced', email);
  later(90 * DAY_MS - 1);
  const answer = await signUp(email);
  expect(await answer.text()).toBe(await (await signUp(newcomer())).text());
  expect(await sentTo(email)).toHaveLength(1);
  later(1);
  await signUp(email);
  expect(await sentTo(email)).toHaveLength(2);
  expect(await getsAlerts(email)).toBe(false);
  const token = await tokenIn(world, email, '/confirm');
  expect((await world.send('POST', '/emails/confirm', { token })).status).toBe(200);
  expect(await getsAlerts(email)).toBe(true);
});

describe('who deletes an address deletes that it bounced', () => {
  const silences = async (email: string) =>
    (await world.pool.query('SELECT FROM silenced_address WHERE address = $1', [email])).rowCount;

  test('the operator', async () => {
    const email = newcomer();
    await subscribed(world, email);
    await report('complained', email);
    const headers = { authorization: `Bearer ${ADMIN_TOKEN}` };
    expect((await world.send('DELETE', '/emails', { email: email.toUpperCase() }, headers)).status).toBe(204);
    expect(await silences(email)).toBe(0);
    await subscribed(world, email);
    expect(await getsAlerts(email)).toBe(true);
  });

  test('its owner, by the email that asks whether to', async () => {
    const email = newcomer();
    await subscribed(world, email);
    await report('bounced', email);
    await world.send('DELETE', '/emails', { email });
    const token = await tokenIn(world, email, '/unsubscribe');
    expect(token).toMatch(/^remove\./);
    expect((await world.send('POST', '/emails/remove', { token })).status).toBe(200);
    expect(await silences(email)).toBe(0);
  });
});
