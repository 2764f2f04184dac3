import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { HOUR_MS } from '@/lib/model/time';
import { ADMIN_TOKEN, APP_URL, openWorld, subscribed, tokenIn, type World } from './world';

const START_MS = Date.UTC(2026, 10, 24, 12);
const SAME = { message: expect.stringMatching(/^If the address can receive .+ at most 3 such emails a day/) };
const USUAL = { metric: 'price', dimension: null, threshold: 3, direction: 'above' };

let world: World;
let clients = 1;

beforeAll(async () => {
  vi.useFakeTimers({ toFake: ['Date'], now: START_MS });
  world = await openWorld();
});

afterAll(async () => {
  await world.close();
  vi.useRealTimers();
});

const later = (ms: number) => vi.setSystemTime(Date.now() + ms);
/** Somebody who has not been here before. */
const newcomer = () => world.from(`198.51.100.${++clients}`);
const mailsTo = async (to: string) => (await world.mails()).filter((mail) => mail.to === to);
const watchesOf = async (token: string) =>
  (await (await world.send('GET', `/emails/watches?token=${token}`)).json()).watches;

describe('from sign-up to silence', () => {
  const email = 'Ann.Example@Bücher.example';
  /** What goes to the provider, and how it is shown. */
  const WIRE = 'Ann.Example@xn--bcher-kva.example';
  const SHOWN = 'Ann.Example@bücher.example';
  let confirm: string;
  let manage: string;

  test('a sign-up is answered, and mailed, and is nothing yet', async () => {
    const answer = await world.send('POST', '/emails', { email, timeZone: 'Europe/Berlin' });
    expect(answer.status).toBe(202);
    expect(await answer.json()).toEqual(SAME);
    const [mail, ...more] = await mailsTo(WIRE);
    expect(more).toEqual([]);
    expect(mail).toMatchObject({ kind: 'confirmation', subject: 'Confirm your address' });
    expect(mail?.html).toContain(`href="${APP_URL}/confirm?token=`);
    expect(mail?.text).toContain('Confirm to start receiving alerts for: price of any market above 3×.');
    expect(mail?.text).toContain('Times in your emails: Europe/Berlin.');
    expect(mail?.headers).toEqual({
      'List-Unsubscribe': expect.stringMatching(
        /^<https:\/\/metrics\.test\/api\/emails\/unsubscribe\?token=\S+>$/,
      ),
      'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
    });
    const { rows } = await world.pool.query('SELECT email, email_key, status FROM subscriber');
    expect(rows).toEqual([
      { email: WIRE, email_key: 'ann.example@xn--bcher-kva.example', status: 'pending' },
    ]);
    confirm = await tokenIn(world, WIRE, '/confirm');
  });

  test('the link confirms, and again', async () => {
    for (const time of ['first', 'second']) {
      const answer = await world.send('POST', '/emails/confirm', { token: confirm });
      expect([time, answer.status]).toEqual([time, 200]);
      const body = await answer.json();
      expect(body).toEqual({
        status: 'confirmed',
        manage: expect.stringContaining(`${APP_URL}/manage?token=`),
      });
      manage = new URL(body.manage).searchParams.get('token') ?? '';
    }
    const managed = await world.send('GET', `/emails/watches?token=${manage}`);
    expect(await managed.json()).toEqual({
      email: SHOWN,
      status: 'confirmed',
      timeZone: 'Europe/Berlin',
      watches: [USUAL],
      mutes: [],
    });
  });

  test('what is told of can be replaced', async () => {
    const watches = [
      { dimension: '*:BTC-*', threshold: 1.25, direction: 'below' },
      { dimension: '*:btc-*', threshold: 1.25, direction: 'below' },
      { metric: 'volume', dimension: 'kraken:ETH-USD', threshold: 1000 },
    ];
    const answer = await world.send('PUT', `/emails/watches?token=${manage}`, { watches });
    expect(await answer.json()).toEqual({
      email: SHOWN,
      status: 'confirmed',
      timeZone: null,
      watches: [
        { metric: null, dimension: '*:btc-*', threshold: 1.25, direction: 'below' },
        { metric: 'volume', dimension: 'kraken:ETH-USD', threshold: 1000, direction: 'above' },
      ],
      mutes: [],
    });
    expect(await watchesOf(manage)).toHaveLength(2);
  });

  test('one click ends it, and again', async () => {
    for (const time of ['first', 'second']) {
      const answer = await world.sendForm(`/emails/unsubscribe?token=${manage}`, {
        'List-Unsubscribe': 'One-Click',
      });
      expect([time, answer.status]).toEqual([time, 200]);
      expect(await answer.json()).toEqual({ status: 'unsubscribed' });
    }
    expect(await (await world.send('GET', `/emails/watches?token=${manage}`)).json()).toMatchObject({
      status: 'silenced',
    });
  });

  test('a link that confirmed once does not bring it back', async () => {
    expect((await world.send('POST', '/emails/confirm', { token: confirm })).status).toBe(410);
  });

  test('a new sign-up right afterwards does, with what it had', async () => {
    expect(await subscribed(world, WIRE, [{ metric: 'price', threshold: 5 }])).not.toBe('');
    expect(await watchesOf(manage)).toHaveLength(3);
  });
});

describe('a second sign-up', () => {
  test('in any case of the letters sends an email of its own, whose link adds its own watches', async () => {
    newcomer();
    await world.send('POST', '/emails', { email: 'bob@test.example', watches: [{ metric: 'price' }] });
    const first = await tokenIn(world, 'bob@test.example', '/confirm');
    const answer = await world.send('POST', '/emails', {
      email: 'BOB@TEST.example',
      watches: [{ metric: 'volume' }, { metric: 'price' }],
    });
    expect([answer.status, await answer.json()]).toEqual([202, SAME]);
    const second = await tokenIn(world, 'bob@test.example', '/confirm');
    expect(second).not.toBe(first);
    const { manage: url } = await (await world.send('POST', '/emails/confirm', { token: first })).json();
    const manage = new URL(url).searchParams.get('token') ?? '';
    expect(await watchesOf(manage)).toEqual([USUAL]);
    expect((await world.send('POST', '/emails/confirm', { token: second })).status).toBe(200);
    expect(await watchesOf(manage)).toEqual([USUAL, { ...USUAL, metric: 'volume' }]);
  });

  test('of a subscriber is told so by mail alone, and adds when confirmed, replacing nothing', async () => {
    const answer = await world.send('POST', '/emails', {
      email: 'bob@test.example',
      watches: [{ dimension: 'okx:BTC-USDT', threshold: 2 }],
      timeZone: 'Asia/Tokyo',
    });
    expect([answer.status, await answer.json()]).toEqual([202, SAME]);
    const mail = (await mailsTo('bob@test.example')).at(-1);
    expect(mail?.subject).toBe("You're already subscribed");
    expect(mail?.text).toContain(`${APP_URL}/unsubscribe?token=unsubscribe.`);
    const manage = await tokenIn(world, 'bob@test.example', '/manage');
    expect(await watchesOf(manage)).toHaveLength(2);
    const token = await tokenIn(world, 'bob@test.example', '/confirm');
    expect((await world.send('POST', '/emails/confirm', { token })).status).toBe(200);
    const managed = await (await world.send('GET', `/emails/watches?token=${manage}`)).json();
    expect(managed).toMatchObject({ timeZone: null, status: 'confirmed' });
    expect(managed.watches).toHaveLength(3);
  });
});

describe('links', () => {
  test('of an address that was never confirmed end with it', async () => {
    newcomer();
    await world.send('POST', '/emails', { email: 'carl@test.example' });
    const token = await tokenIn(world, 'carl@test.example', '/confirm');
    later(48 * HOUR_MS);
    expect((await world.send('POST', '/emails/confirm', { token })).status).toBe(410);
  });

  test('are good for their own purpose alone, and only as we made them', async () => {
    newcomer();
    const manage = await subscribed(world, 'dora@test.example');
    expect((await world.send('POST', '/emails/confirm', { token: manage })).status).toBe(404);
    const confirm = await tokenIn(world, 'dora@test.example', '/confirm');
    expect((await world.send('GET', `/emails/watches?token=${confirm}`)).status).toBe(404);
    expect((await world.send('GET', `/emails/watches?token=${manage.replace('.1.', '.2.')}`)).status).toBe(
      404,
    );
    await world.pool.query(`UPDATE subscriber SET version = 2 WHERE email = 'dora@test.example'`);
    expect((await world.send('GET', `/emails/watches?token=${manage}`)).status).toBe(410);
    expect((await world.send('POST', '/emails/confirm', { token: confirm })).status).toBe(410);
  });
});

describe('leaving', () => {
  test('is asked for by anybody, and done by the link in the mail', async () => {
    newcomer();
    await subscribed(world, 'eve@test.example');
    const answers = await Promise.all(
      ['EVE@test.example', 'nobody@test.example'].map((email) => world.send('DELETE', '/emails', { email })),
    );
    for (const answer of answers) expect([answer.status, await answer.json()]).toEqual([202, SAME]);
    expect(await mailsTo('nobody@test.example')).toEqual([]);
    const token = await tokenIn(world, 'eve@test.example', '/unsubscribe');
    for (const status of [200, 200]) {
      expect((await world.send('POST', '/emails/remove', { token })).status).toBe(status);
    }
    expect(
      (await world.pool.query(`SELECT FROM subscriber WHERE email_key = 'eve@test.example'`)).rowCount,
    ).toBe(0);
    expect(await mailsTo('eve@test.example')).toEqual([]);
  });

  test('is done at once by the operator', async () => {
    newcomer();
    await subscribed(world, 'fay@test.example');
    const authorization = `Bearer ${ADMIN_TOKEN}`;
    const answer = await world.send('DELETE', '/emails', { email: 'Fay@test.example' }, { authorization });
    expect([answer.status, await answer.text()]).toEqual([204, '']);
    expect(
      (await world.pool.query(`SELECT FROM subscriber WHERE email_key = 'fay@test.example'`)).rowCount,
    ).toBe(0);
    expect(
      (await world.pool.query('SELECT FROM watch WHERE subscriber_id NOT IN (SELECT id FROM subscriber)'))
        .rowCount,
    ).toBe(0);
    const wrong = { authorization: 'Bearer wrong' };
    expect((await world.send('DELETE', '/emails', { email: 'a@test.example' }, wrong)).status).toBe(401);
  });
});

test('the list is the operator’s, page by page', async () => {
  const refused = await world.send('GET', '/emails');
  expect(refused.status).toBe(401);
  expect(refused.headers.get('www-authenticate')).toBe('Bearer');
  expect((await refused.json()).detail).toContain('Authorization: Bearer <ADMIN_TOKEN>');
  const authorization = `Bearer ${ADMIN_TOKEN}`;
  const all = await (await world.send('GET', '/emails', undefined, { authorization })).json();
  expect(all.next).toBeNull();
  expect(all.emails.length).toBeGreaterThan(3);
  expect(all.emails[0]).toEqual({
    email: 'Ann.Example@bücher.example',
    status: 'confirmed',
    since: new Date(START_MS).toISOString(),
  });
  const paged = [];
  for (let after: number | null = 0; after !== null; ) {
    const query: string = `/emails?limit=2&after=${after}`;
    const page = await (await world.send('GET', query, undefined, { authorization })).json();
    paged.push(...page.emails);
    after = page.next;
  }
  expect(paged).toEqual(all.emails);
});
