import { afterAll, beforeAll, expect, test } from 'vitest';
import { createToken } from '@/lib/outbox/links';
import { APP_SECRET, openWorld, subscribed, type World } from './world';

let world: World;
let manage: string;
let mute: string;

beforeAll(async () => {
  world = await openWorld();
  manage = await subscribed(world, 'a@test.example');
  mute = createToken(APP_SECRET, 'mute', { id: 1, version: 1 }, Date.now());
});

afterAll(() => world.close());

const ofMute = (token: string) => `/emails/mutes?token=${token}`;
const send = async (token: string, dimension: string, lasting: string) =>
  (await world.send('POST', ofMute(token), { dimension, for: lasting })).json();

test('a base is muted for ever, a market for a day, and both heard of again', async () => {
  expect(await send(mute, '*:SOL-*', 'ever')).toEqual({
    email: 'a@test.example',
    mutes: [{ dimension: '*:SOL-*', until: null }],
  });
  const before = Date.now();
  const { mutes } = await send(mute, 'kraken:BTC-USD', 'day');
  const until = Date.parse(mutes[1].until);
  expect(until - 86_400_000).toBeGreaterThanOrEqual(before);
  expect(until - 86_400_000).toBeLessThanOrEqual(Date.now());
  const managed = await (await world.send('GET', `/emails/watches?token=${manage}`)).json();
  expect(managed.mutes).toEqual(mutes);

  await send(manage, 'kraken:BTC-USD', 'none');
  expect(await send(manage, '*:SOL-*', 'none')).toEqual({ email: 'a@test.example', mutes: [] });
  expect(await send(manage, '*:SOL-*', 'none')).toEqual({ email: 'a@test.example', mutes: [] });
});

test('one that is over is no longer told, and gone with the next', async () => {
  await world.pool.query(`INSERT INTO mute VALUES (1, 'okx:BTC-USDT', now() - interval '1 minute')`);
  expect((await (await world.send('GET', ofMute(mute))).json()).mutes).toEqual([]);
  await send(mute, '*:BTC-*', 'ever');
  expect((await world.pool.query('SELECT dimension FROM mute')).rows).toEqual([{ dimension: '*:BTC-*' }]);
});

test('a button leads to the page that it stood on', async () => {
  const fields = { dimension: '*:SOL-*', for: 'day' };
  const answer = await world.sendForm(ofMute(mute), fields);
  expect([answer.status, answer.headers.get('location')]).toEqual([
    303,
    `/mute?token=${mute}&dimension=*%3ASOL-*&done=day`,
  ]);
  const other = await world.sendForm(ofMute(manage), { ...fields, for: 'none' });
  expect(other.headers.get('location')).toMatch(/^\/manage\?token=.*&done=none$/);
});

test('looking changes nothing, and a link to mute does nothing else', async () => {
  const before = (await world.pool.query('SELECT * FROM mute')).rows;
  await world.send('GET', ofMute(mute));
  expect((await world.pool.query('SELECT * FROM mute')).rows).toEqual(before);
  for (const path of ['/emails/watches', '/emails/unsubscribe']) {
    const method = path === '/emails/watches' ? 'GET' : 'POST';
    const body = method === 'POST' ? { 'List-Unsubscribe': 'One-Click' } : undefined;
    expect((await world.send(method, `${path}?token=${mute}`, body)).status).toBe(404);
  }
});

test.each([
  [{ dimension: '*:SOL-*' }, '"for": send "day", "ever", or "none"'],
  [{ dimension: 'kraken:', for: 'day' }, '"dimension": send the name of a market'],
  [{ dimension: '*', for: 'day' }, '"dimension": unsubscribe to stop all emails'],
  [{ for: 'day' }, '"dimension": send the name of a market'],
])('%j is refused', async (body, says) => {
  const answer = await world.send('POST', ofMute(mute), body);
  expect(answer.status).toBe(400);
  expect((await answer.json()).detail).toContain(says);
});

test.each([
  ['sol', '*:sol-*'],
  ['Kraken:SOL/USD', 'kraken:SOL-USD'],
  ['SOL on Kraken', 'kraken:SOL-*'],
])('%s is muted as %s, in whatever spelling it is ended', async (typed, kept) => {
  expect((await send(mute, typed, 'ever')).mutes).toContainEqual({ dimension: kept, until: null });
  expect((await send(mute, kept.toUpperCase(), 'none')).mutes).not.toContainEqual({
    dimension: kept,
    until: null,
  });
});

test('five hundred at most', async () => {
  await world.pool.query(
    `INSERT INTO mute SELECT 1, 'x:A' || n || '-USD' FROM generate_series(1, 499) n ON CONFLICT DO NOTHING`,
  );
  const { rows } = await world.pool.query('SELECT count(*)::int AS kept FROM mute');
  const answer = await world.send('POST', ofMute(mute), { dimension: '*:LAST-*', for: 'ever' });
  expect([rows[0].kept >= 500, answer.status]).toEqual([true, 400]);
  const after = await world.pool.query(`SELECT FROM mute WHERE dimension = '*:LAST-*'`);
  expect(after.rowCount).toBe(0);
});
