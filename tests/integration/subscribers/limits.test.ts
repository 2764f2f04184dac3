import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { HOUR_MS } from '@/lib/model/time';
import { removeUnconfirmed } from '@/lib/subscribers';
import { openWorld, type World } from './world';

const START_MS = Date.UTC(2026, 10, 24, 12);

let world: World;

beforeAll(async () => {
  vi.useFakeTimers({ toFake: ['Date'], now: START_MS });
  world = await openWorld();
});

afterAll(async () => {
  await world.close();
  vi.useRealTimers();
});

const signUp = (email: string) => world.send('POST', '/emails', { email });

test('one client signs up twenty times in ten minutes; then it is told when to come back', async () => {
  const statuses = [];
  for (let i = 0; i < 21; i++) statuses.push((await signUp(`a${i}@test.example`)).status);
  expect(statuses).toEqual([...Array(20).fill(202), 429]);
  vi.setSystemTime(START_MS + 60_000);
  const refused = await world.send('DELETE', '/emails', { email: 'a1@test.example' });
  expect(refused.status).toBe(429);
  expect(refused.headers.get('retry-after')).toBe('540');
  expect(await refused.json()).toMatchObject({ code: 'too-many-requests', status: 429 });
  // What stands before the proxy's own entry may be made up.
  world.from('203.0.113.9, 198.51.100.1');
  expect((await signUp('b@test.example')).status).toBe(429);
  world.from('198.51.100.1, 203.0.113.9');
  expect((await signUp('b@test.example')).status).toBe(202);
  world.from('198.51.100.1');
  vi.setSystemTime(START_MS + 601_000);
  expect((await signUp('c@test.example')).status).toBe(202);
});

test('of IPv6 a client has a whole /64', async () => {
  for (let i = 0; i < 20; i++) {
    world.from(`2001:db8:0:7::${i.toString(16)}`);
    expect((await signUp(`v6-${i}@test.example`)).status).toBe(202);
  }
  world.from('2001:db8:0:7:ffff::1');
  expect((await signUp('v6@test.example')).status).toBe(429);
  world.from('2001:db8:0:8::1');
  expect((await signUp('v6@test.example')).status).toBe(202);
});

test('of IPv6 a whole /48 counts as one where many of its /64 come', async () => {
  const statuses = [];
  // 5 of each of 17 networks: none of them comes near its own 20.
  for (let n = 0; n < 85; n++) {
    world.from(`2001:db8:48:${(n % 17).toString(16)}::1`);
    statuses.push((await signUp(`v48-${n}@test.example`)).status);
  }
  expect(statuses).toEqual([...Array(80).fill(202), ...Array(5).fill(429)]);
  world.from('2001:db8:49::1');
  expect((await signUp('v48@test.example')).status).toBe(202);
});

test('all clients together have a ceiling', async () => {
  world.from('192.0.2.1');
  await world.pool.query(`UPDATE rate_limit SET points = 2000 WHERE key LIKE 'everybody%'`);
  const answer = await signUp('d@test.example');
  expect(answer.status).toBe(429);
  expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0);
  await world.pool.query(`DELETE FROM rate_limit WHERE key LIKE 'everybody%'`);
});

test('what is counted names no address', async () => {
  const { rows } = await world.pool.query<{ key: string }>(
    `SELECT key FROM rate_limit UNION ALL SELECT 'recipient:' || recipient FROM recipient_limit`,
  );
  expect(rows.length).toBeGreaterThan(20);
  expect(rows.filter(({ key }) => /@|198|2001/.test(key) && !/^\w+:[\w-]{43}$/.test(key))).toEqual([]);
});

test('addresses that nobody confirmed are deleted after 48 h, and the counts with them', async () => {
  const before = Number((await world.pool.query('SELECT count(*) AS n FROM subscriber')).rows[0].n);
  expect(await removeUnconfirmed(world.pool, Date.now() + 47 * HOUR_MS)).toBe(0);
  await world.pool.query(
    `UPDATE subscriber SET status = 'confirmed', pending_watches = NULL WHERE email = 'c@test.example'`,
  );
  expect(await removeUnconfirmed(world.pool, Date.now() + 49 * HOUR_MS)).toBe(before - 1);
  expect((await world.pool.query('SELECT email FROM subscriber')).rows).toEqual([
    { email: 'c@test.example' },
  ]);
  for (const table of ['rate_limit', 'recipient_limit', 'sign_up']) {
    expect([table, (await world.pool.query(`SELECT FROM ${table}`)).rowCount]).toEqual([table, 0]);
  }
});
