import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { log } from '@/lib/platform/log';
import { ADMIN_TOKEN, openWorld, type World } from '@/tests/integration/subscribers/world';

const CRON_SECRET = 'a-cron-secret-of-this-test';
let world: World;

beforeAll(async () => {
  world = await openWorld({ CRON_SECRET });
});
afterAll(() => world.close());

const get = (path: string, secret: string) =>
  world.send('GET', path, undefined, { authorization: `Bearer ${secret}` });
const times = async (count: number, send: () => Promise<Response>) => {
  const statuses: number[] = [];
  for (let i = 0; i < count; i++) statuses.push((await send()).status);
  return statuses;
};

test('thirty wrong secrets, on whatever route, are all that a client has; the right one still counts', async () => {
  world.from('198.51.100.7');
  expect(new Set(await times(15, () => get('/emails', 'wrong')))).toEqual(new Set([401]));
  expect(new Set(await times(15, () => get('/cron/watch', 'wrong')))).toEqual(new Set([401]));
  const refused = await get('/emails', 'wrong');
  expect(refused.status).toBe(429);
  expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
  expect(refused.headers.get('content-type')).toContain('application/problem+json');
  expect((await get('/cron/watch', 'wrong')).status).toBe(429);
  expect((await get('/emails', ADMIN_TOKEN)).status).toBe(200);
  expect((await get('/cron/watch', CRON_SECRET)).status).toBe(200);
  world.from('198.51.100.8');
  expect((await get('/emails', 'wrong')).status).toBe(401);
});

test('each use of a secret is logged with the client and the path, right or wrong, and never the secret', async () => {
  world.from('198.51.100.10');
  const [right, cron, wrong] = (['info', 'debug', 'warn'] as const).map((level) => vi.spyOn(log(), level));
  await get('/emails', ADMIN_TOKEN);
  await get('/cron/watch', CRON_SECRET);
  await get('/emails', 'wrong-one');
  const client = '198.51.100.10';
  expect(right?.mock.calls).toContainEqual([
    { setting: 'ADMIN_TOKEN', client, path: '/api/emails' },
    'a secret was used',
  ]);
  expect(cron?.mock.calls).toContainEqual([
    { setting: 'CRON_SECRET', client, path: '/api/cron/watch' },
    'a secret was used',
  ]);
  expect(wrong?.mock.calls).toContainEqual([{ client, path: '/api/emails' }, 'a wrong secret was sent']);
  const logged = JSON.stringify([right, cron, wrong].map((spy) => spy?.mock.calls));
  for (const secret of [ADMIN_TOKEN, CRON_SECRET, 'wrong-one']) expect(logged).not.toContain(secret);
  vi.restoreAllMocks();
});

test('a refusal is logged with the client: too much of something for everybody, a slip for who looks closely', async () => {
  world.from('198.51.100.11');
  const [much, slip] = (['info', 'debug'] as const).map((level) => vi.spyOn(log(), level));
  await world.send('GET', '/rankings?metric=price&colour=red');
  await world.pool.query('TRUNCATE rate_limit');
  await world.send('POST', '/emails/confirm', {});
  await world.pool.query(`UPDATE rate_limit SET points = 600 WHERE key LIKE 'write:%'`);
  await world.send('POST', '/emails/confirm', {});
  const said = { client: '198.51.100.11', url: expect.any(String) };
  expect(slip?.mock.calls).toContainEqual([
    { ...said, method: 'GET', code: 'bad-request' },
    'a request was refused',
  ]);
  expect(much?.mock.calls).toContainEqual([
    { ...said, method: 'POST', code: 'too-many-requests' },
    'a request was refused',
  ]);
  vi.restoreAllMocks();
});

test.each(['/emails/confirm', '/emails/remove', '/emails/unsubscribe', '/emails/mutes', '/webhooks/resend'])(
  'POST %s is one of 600 that a client may write in ten minutes',
  async (path) => {
    world.from('198.51.100.9');
    await world.pool.query('TRUNCATE rate_limit');
    expect((await world.send('POST', path, {})).status).toBeLessThan(429);
    await world.pool.query(`UPDATE rate_limit SET points = 600 WHERE key LIKE 'write:%'`);
    expect((await world.send('POST', path, {})).status).toBe(429);
  },
);
