import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { DAY_MS } from '@/lib/model/time';
import { createToken } from '@/lib/outbox/links';
import { APP_SECRET, oneClickToken, openWorld, subscribed, tokenIn, type World } from './world';

const START_MS = Date.UTC(2026, 10, 24, 12);

let world: World;
let people = 0;
let clients = 0;

beforeAll(async () => {
  vi.useFakeTimers({ toFake: ['Date'], now: START_MS });
  world = await openWorld();
});
beforeEach(() => {
  clients += 1;
  world.from(`198.51.${clients}.1`);
});
afterAll(async () => {
  await world.close();
  vi.useRealTimers();
});

const later = (ms: number) => vi.setSystemTime(Date.now() + ms);
/** An address that nobody has used before. */
const newAddress = () => `person${++people}@test.example`;
const emailsTo = async (to: string) => (await world.mails()).filter((mail) => mail.to === to);
const signUp = (email: string, more: object = {}) => world.send('POST', '/emails', { email, ...more });
const askRemoval = (email: string) => world.send('DELETE', '/emails', { email });
const confirm = (token: string) => world.send('POST', '/emails/confirm', { token });
const oneClick = (token: string) =>
  world.sendForm(`/emails/unsubscribe?token=${token}`, { 'List-Unsubscribe': 'One-Click' });
const blockToken = async (to: string) =>
  /token=(block\.[\w.-]+)/.exec((await emailsTo(to)).at(-1)?.text ?? '')?.[1] ?? 'no such link';

async function managed(token: string) {
  return (await world.send('GET', `/emails/watches?token=${token}`)).json();
}
async function confirmed(token: string): Promise<string> {
  const { manage } = await (await confirm(token)).json();
  return new URL(manage).searchParams.get('token') ?? '';
}

const FOREIGN = Array.from({ length: 50 }, (_, n) => ({ dimension: `*:COIN${n}-*`, threshold: 1.25 + n }));
const OWN = { metric: 'price', dimension: null, threshold: 7, direction: 'above' };

describe('what somebody confirms', () => {
  test('is his own request: the watches and the zone of a stranger do not come with it', async () => {
    const email = newAddress();
    await signUp(email, { watches: FOREIGN, timeZone: 'Asia/Tokyo' });
    const strangers = await tokenIn(world, email, '/confirm');
    await signUp(email, { watches: [OWN], timeZone: 'Europe/Berlin' });
    const manage = await confirmed(await tokenIn(world, email, '/confirm'));
    expect(await managed(manage)).toMatchObject({ watches: [OWN], timeZone: 'Europe/Berlin' });
    // That link is somebody's decision too, if he takes it: it adds what its email names, and no zone any more.
    expect((await confirm(strangers)).status).toBe(200);
    const after = await managed(manage);
    expect(after.watches).toHaveLength(50);
    expect(after.watches[0]).toEqual(OWN);
    expect(after.timeZone).toBe('Europe/Berlin');
  });

  test('is named by the email, bounded, and without words that a stranger made up', async () => {
    const email = newAddress();
    await signUp(email, { watches: FOREIGN });
    const [{ text, html } = { text: '', html: '' }] = await emailsTo(email);
    for (const said of [text, html]) {
      expect(said).toContain('Confirm to start receiving alerts for:');
      expect(said).toContain('any metric of a coin we do not list yet above 1.25×');
      expect(said).toContain('and 40 more');
      expect(said).not.toContain('COIN');
    }
  });

  test('is added once: what was removed since does not come back by the same link', async () => {
    const email = newAddress();
    await signUp(email, { watches: [OWN] });
    const token = await tokenIn(world, email, '/confirm');
    const manage = await confirmed(token);
    await world.send('PUT', `/emails/watches?token=${manage}`, { watches: [] });
    expect((await confirm(token)).status).toBe(200);
    expect(await managed(manage)).toMatchObject({ watches: [] });
  });

  test('ends with an unsubscription, also what still waits', async () => {
    const email = newAddress();
    const manage = await subscribed(world, email, [OWN]);
    await signUp(email, { watches: FOREIGN });
    const waiting = await tokenIn(world, email, '/confirm');
    await oneClick(manage);
    expect((await confirm(waiting)).status).toBe(410);
  });

  test('works by a link of a request from before requests were stored apart', async () => {
    const email = newAddress();
    const { rows } = await world.pool.query<{ id: number }>(
      `INSERT INTO subscriber (email, email_key, status, since, time_zone, pending_watches)
       VALUES ($1, $1, 'pending', $2, 'Asia/Tokyo', $3) RETURNING id`,
      [email, new Date(), JSON.stringify([OWN])],
    );
    const owner = { id: rows[0]?.id ?? 0, version: 1 };
    // A request of today beside it changes nothing of what the old link confirms.
    await signUp(email, { watches: FOREIGN });
    const old = createToken(APP_SECRET, 'confirm', owner, Date.now());
    const manage = await confirmed(old);
    expect(await managed(manage)).toMatchObject({ watches: [OWN], timeZone: 'Asia/Tokyo' });
    expect((await confirm(old)).status).toBe(200);
    expect((await managed(manage)).watches).toEqual([OWN]);
  });
});

describe('emails that a stranger causes', () => {
  const VARIANTS = Array.from({ length: 18 }, (_, n) => {
    const name = [...'victim']
      .map((sign, at) => ((n >> at) % 2 === 1 && at > 0 ? `.${sign}` : sign))
      .join('');
    return `${name}${n % 3 === 0 ? '' : `+${n}`}@${n % 2 === 0 ? 'gmail.com' : 'GoogleMail.com'}`;
  });

  test('are three a day for one mailbox, however its address is written, and at once', async () => {
    const answers = await Promise.all(VARIANTS.map((email) => signUp(email)));
    const said = await Promise.all(answers.map(async (answer) => [answer.status, await answer.text()]));
    expect(new Set(said.map(String)).size).toBe(1);
    const sent = async () => (await world.mails()).filter(({ to }) => /victim/i.test(to.replaceAll('.', '')));
    expect(await sent()).toHaveLength(3);
    // What sent nothing leaves nothing.
    const { rows } = await world.pool.query(
      `SELECT email FROM subscriber WHERE email ~* '@g(oogle)?mail.com$'`,
    );
    expect(rows).toHaveLength(3);
    later(DAY_MS - 1);
    await signUp('victim@gmail.com');
    expect(await sent()).toHaveLength(3);
    later(1);
    await signUp('victim@gmail.com');
    expect(await sent()).toHaveLength(4);
  });

  test('count together, whatever they are: confirmations, those to subscribers, removals', async () => {
    const email = newAddress();
    await subscribed(world, email);
    await signUp(email);
    await askRemoval(email);
    await askRemoval(email);
    await signUp(email);
    expect((await emailsTo(email)).map(({ kind, subject }) => [kind, subject])).toEqual([
      ['confirmation', 'Confirm your address'],
      ['confirmation', "You're already subscribed"],
      ['removal', 'Delete your address'],
    ]);
  });

  test('are not used up by removals of an unknown address, which send none', async () => {
    const email = newAddress();
    for (let n = 0; n < 5; n++) expect((await askRemoval(email)).status).toBe(202);
    await signUp(email);
    expect(await emailsTo(email)).toHaveLength(1);
  });

  test('come to somebody who signs up again right after unsubscribing', async () => {
    const email = newAddress();
    await oneClick(await subscribed(world, email));
    await signUp(email);
    expect((await emailsTo(email)).at(-1)?.subject).toBe('Confirm your address');
    const manage = await confirmed(await tokenIn(world, email, '/confirm'));
    expect(await managed(manage)).toMatchObject({ status: 'confirmed' });
  });

  test.each(['link', 'header'])(
    'stop for 90 days by one click in one of them (%s), and alerts go on',
    async (way) => {
      const email = newAddress();
      await signUp(email);
      const [header, link] = [await oneClickToken(world, email), await blockToken(email)];
      const manage = await confirmed(await tokenIn(world, email, '/confirm'));
      for (const _ of ['first', 'second']) {
        const answer = await oneClick(way === 'link' ? link : header);
        expect([answer.status, await answer.json()]).toEqual([200, { status: 'blocked' }]);
      }
      expect(await managed(manage)).toMatchObject({ status: 'confirmed' });
      later(90 * DAY_MS - 1);
      const answers = [await signUp(email), await askRemoval(email), await signUp(newAddress())];
      const said = await Promise.all(answers.map((answer) => answer.text()));
      expect(new Set(said).size).toBe(1);
      expect(await emailsTo(email)).toHaveLength(1);
      later(1);
      await signUp(email);
      expect(await emailsTo(email)).toHaveLength(2);
    },
  );

  test('are stopped by nobody who has no link', async () => {
    for (const token of ['block.x', `block.${'A'.repeat(43)}.1803295187.${'A'.repeat(43)}`]) {
      expect((await oneClick(token)).status).toBe(404);
    }
    const email = newAddress();
    await signUp(email);
    const token = await blockToken(email);
    later(401 * DAY_MS);
    expect((await oneClick(token)).status).toBe(410);
  });
});

/** What each link of each email does to a subscriber with one alert, and to emails that a stranger causes. */
describe('each link does what its own email says', () => {
  const EMAILS: [string, (email: string) => Promise<unknown>][] = [
    ["You're already subscribed", (email) => signUp(email, { watches: [{ ...OWN, threshold: 9 }] })],
    ['Delete your address', askRemoval],
  ];
  const linksOf = (text: string) => [...text.matchAll(/\/(\w+)\?token=(\w+)\.([\w.-]+)/g)];

  test.each(EMAILS)('%s', async (subject, cause) => {
    const email = newAddress();
    const manage = await subscribed(world, email, [OWN]);
    await cause(email);
    const sent = (await emailsTo(email)).at(-1);
    expect(sent?.subject).toBe(subject);
    const links = linksOf(sent?.text ?? '');
    expect(links.length).toBeGreaterThan(1);
    for (const [, page, purpose = '', rest] of links) {
      const token = `${purpose}.${rest}`;
      // Opening it does nothing: those who scan emails open every link.
      const before = await managed(manage);
      await world.send('GET', `/emails/watches?token=${token}`);
      await world.send('GET', `/emails/mutes?token=${token}`);
      expect([page, await managed(manage)]).toEqual([page, before]);
      const elsewhere = [
        [await world.send('POST', '/emails/confirm', { token }), 'confirm'],
        [await world.send('PUT', `/emails/watches?token=${token}`, { watches: [OWN] }), 'manage'],
        [
          await world.send('POST', `/emails/mutes?token=${token}`, { dimension: '*:A-*', for: 'none' }),
          'mute manage',
        ],
      ] as const;
      for (const [answer, purposes] of elsewhere) {
        expect([purpose, purposes, answer.status]).toEqual([
          purpose,
          purposes,
          purposes.split(' ').includes(purpose) ? 200 : 404,
        ]);
      }
    }
  });
});
