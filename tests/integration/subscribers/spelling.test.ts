import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { respellAddresses } from '@/lib/subscribers';
import { type FakeResend, startResend } from '@/tests/support/resend/server';
import { ADMIN_TOKEN, openWorld, subscribed, tokenIn, type World } from './world';

const WIRE = 'ann@xn--bcher-kva.example';
const SHOWN = 'ann@bücher.example';
const SPELLINGS = [SHOWN, 'Ann@BÜCHER.example', 'ann@bu\u0308cher.example.', WIRE, 'ann＠bücher．example'];
const AUTHORIZED = { authorization: `Bearer ${ADMIN_TOKEN}` };

let world: World;
let resend: FakeResend;

beforeAll(async () => {
  vi.useFakeTimers({ toFake: ['Date'], now: Date.UTC(2026, 10, 24, 12) });
  resend = await startResend();
  world = await openWorld({
    CRON_SECRET: ADMIN_TOKEN,
    MAIL_FROM: 'Zähler <alerts@zähler.example>',
    RESEND_API_KEY: 're_spelling',
    RESEND_BASE_URL: resend.origin,
    RESEND_REQUESTS_PER_SECOND: '1000',
  });
});
afterAll(async () => {
  await resend.close();
  await world.close();
  vi.useRealTimers();
});
let people = 0;

beforeEach(async () => {
  world.from(`198.51.100.${++people}`);
  await world.pool.query('DELETE FROM subscriber; DELETE FROM message; DELETE FROM recipient_limit');
});

const signUp = (email: string) => world.send('POST', '/emails', { email });
const subscribers = async () =>
  (await world.pool.query('SELECT email, email_key FROM subscriber ORDER BY id')).rows;

test.each(SPELLINGS)('%j is one person, whose emails go to an ASCII address', async (typed) => {
  for (const spelling of [typed, ...SPELLINGS]) expect((await signUp(spelling)).status).toBe(202);
  expect(await subscribers()).toEqual([
    { email: expect.stringMatching(/^Ann@xn--bcher-kva\.example$/i), email_key: WIRE },
  ]);
  resend.accepted.length = 0;
  await world.send('GET', '/cron/deliver', undefined, AUTHORIZED);
  expect(resend.accepted).toHaveLength(3);
  for (const { to, from, text } of resend.accepted) {
    expect(to).toEqual([expect.stringMatching(/^Ann@xn--bcher-kva\.example$/i)]);
    expect(from).toBe('Zähler <alerts@xn--zhler-gra.example>');
    expect(text).toMatch(/Someone entered Ann@bücher\.example at/i);
  }
});

test('is shown in its own letters wherever it is read', async () => {
  const token = await subscribed(world, WIRE);
  const read = async (path: string, headers = {}) =>
    (await world.send('GET', path, undefined, headers)).json();
  expect(await read(`/emails/watches?token=${token}`)).toMatchObject({ email: SHOWN });
  expect(await read(`/emails/mutes?token=${token}`)).toMatchObject({ email: SHOWN });
  expect(await read('/emails', AUTHORIZED)).toMatchObject({ emails: [{ email: SHOWN }] });
});

test.each(SPELLINGS)('the operator deletes it as %j', async (typed) => {
  await subscribed(world, WIRE);
  expect((await world.send('DELETE', '/emails', { email: typed }, AUTHORIZED)).status).toBe(204);
  expect(await subscribers()).toEqual([]);
});

describe('addresses of an earlier version', () => {
  const insert = async (email: string, key: string, status: string, metric: string) => {
    const { rows } = await world.pool.query<{ id: number }>(
      `INSERT INTO subscriber (email, email_key, status, since) VALUES ($1, $2, $3, now()) RETURNING id`,
      [email, key, status],
    );
    await world.pool.query(
      `INSERT INTO watch (subscriber_id, metric, threshold, direction) VALUES ($1, $2, 3, 'above')`,
      [rows[0]?.id, metric],
    );
  };
  const watched = async () =>
    (await world.pool.query('SELECT metric FROM watch ORDER BY id')).rows.map(({ metric }) => metric);

  test('get their ASCII spelling', async () => {
    await insert('Ann@Bücher.example', SHOWN, 'confirmed', 'price');
    expect(await respellAddresses(world.pool)).toBe(1);
    expect(await subscribers()).toEqual([{ email: 'Ann@xn--bcher-kva.example', email_key: WIRE }]);
    expect(await watched()).toEqual(['price']);
    expect(await respellAddresses(world.pool)).toBe(0);
  });

  test.each([
    ['confirmed', 'confirmed', ['price', 'volume']],
    ['confirmed', 'pending', ['volume']],
    ['pending', 'confirmed', ['price']],
  ])('and are one with the other spelling of it (%s and %s)', async (old, other, metrics) => {
    await insert(SHOWN, SHOWN, old, 'volume');
    await insert(WIRE, WIRE, other, 'price');
    expect(await respellAddresses(world.pool)).toBe(1);
    expect(await subscribers()).toEqual([{ email: WIRE, email_key: WIRE }]);
    expect(await watched()).toEqual(metrics);
  });

  test('stay as they are where no provider delivers to them', async () => {
    await insert('änn@bücher.example', 'änn@bücher.example', 'confirmed', 'price');
    expect(await respellAddresses(world.pool)).toBe(0);
  });

  test('are mailed at their ASCII address before that, too', async () => {
    await insert(SHOWN, SHOWN, 'confirmed', 'price');
    await world.pool.query(
      `INSERT INTO message (kind, priority, "to", subject, html, text, headers, state, created_at, due_at)
       VALUES ('alert', 2, $1, 's', 'h', 't', '{}', 'queued', now(), now())`,
      [SHOWN],
    );
    resend.accepted.length = 0;
    await world.send('GET', '/cron/deliver', undefined, AUTHORIZED);
    expect(resend.accepted.map(({ to }) => to)).toEqual([[WIRE]]);
  });
});

test('a link of an email in one spelling confirms the person of all', async () => {
  await signUp('ann@bücher.example.');
  const token = await tokenIn(world, WIRE, '/confirm');
  expect((await world.send('POST', '/emails/confirm', { token })).status).toBe(200);
});
