import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { freePort } from '@/server/postgres';
import { send } from '@/tests/support/fuzz/send';
import { type StartedApp, startApp } from '@/tests/support/started-app';
import { apiPaths, LINK_TOKEN, pagePaths, tokenAddresses } from '@/tests/support/token-addresses';

let app: StartedApp;
let dataDir: string;
let origin: string;

beforeAll(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'tracker-strangers-'));
  const port = await freePort();
  origin = `http://127.0.0.1:${port}`;
  app = startApp({
    PORT: String(port),
    DATA_DIR: dataDir,
    APP_URL: 'https://metrics.test',
    ADMIN_TOKEN: 'an-admin-token-of-this-test',
    SCHEDULER: 'off',
    LOG_LEVEL: 'debug',
  });
  await app.wrote('mailbox:');
});
afterAll(async () => {
  app.process.kill('SIGTERM');
  await app.ended;
  rmSync(dataDir, { recursive: true, force: true });
});

/** As a browser asks for a page, and as Next's router does. */
const ROUTER_HEADERS: Record<string, string>[] = [
  {},
  { rsc: '1' },
  { rsc: '1', 'next-router-prefetch': '1' },
];

describe('the mailbox', () => {
  const read = (path: string, headers: Record<string, string> = {}) =>
    send(origin, { method: 'GET', path, headers, body: undefined });
  const basic = (password: string) => `Basic ${Buffer.from(`me:${password}`).toString('base64')}`;
  const printed = () => new URL(/mailbox: (\S+)/.exec(app.output())?.[1] ?? '');

  test.each<Record<string, string>>([
    {},
    { host: 'evil.example' },
    { host: 'localhost' },
    { 'x-client-is-local': 'yes', 'x-client-address': '127.0.0.1' },
    { 'x-forwarded-for': '127.0.0.1' },
    { authorization: basic('wrong') },
    { cookie: 'tracker-mailbox=mailbox.1803295187.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA' },
  ])('is closed on this machine too, without the link or the admin token: %j', async (headers) => {
    for (const path of ['/mailbox', '/mailbox/1', '/mailbox?token=x', '/mailbox?token=x&token=y']) {
      const answer = await read(path, headers);
      expect([path, answer.status]).toEqual([path, 401]);
      expect(answer.text).toContain('npm run mailbox');
    }
  });

  test.each([
    '/%6Dailbox',
    '/mailbox/%31',
    '/%6dailbox/1',
    '/MAILBOX',
    '//mailbox',
    '/mailbox.rsc',
    '/mailbox/1.rsc',
    '/x/../mailbox',
    '/mailbox;a=1',
  ])('is not behind %s', async (path) => {
    for (const headers of ROUTER_HEADERS) {
      const answer = await read(path, headers);
      expect(answer.text).not.toContain('the emails this server would have sent.');
      expect(answer.text).not.toContain('As text');
    }
  });

  test('asks a browser for a password only where somebody signs in', async () => {
    expect((await read('/mailbox')).headers['www-authenticate']).toMatch(/^Bearer /);
    expect((await read('/mailbox?sign-in=1')).headers['www-authenticate']).toMatch(/^Basic /);
    expect((await read('/mailbox', { authorization: basic('an-admin-token-of-this-test') })).status).toBe(
      200,
    );
  });

  test('opens by the link that the start printed, whose token leaves the address', async () => {
    const { pathname, search, origin: linked } = printed();
    expect(linked).toBe('https://metrics.test');
    const opened = await read(pathname + search, { host: 'evil.example' });
    expect([opened.status, opened.headers.location]).toEqual([303, expect.stringMatching(/\/mailbox$/)]);
    expect(opened.headers.location).not.toContain('token');
    const [cookie = ''] = String(opened.headers['set-cookie']).split(';');
    expect(String(opened.headers['set-cookie'])).toMatch(/; HttpOnly; SameSite=Strict; Secure$/);
    const page = await read('/mailbox', { cookie });
    expect([page.status, page.headers['cache-status']]).toEqual([200, undefined]);
    expect(page.headers['cache-control']).toMatch(/no-store/);
    expect(page.headers['referrer-policy']).toBe('strict-origin');
  });
});

/** Next prints what it makes of this header itself, past the log. */
const ODD_HEADERS = { rsc: '1', 'next-router-state-tree': `garbage-${LINK_TOKEN}` };

test('no token in an address reaches the output, whatever page or route it is sent to', async () => {
  const paths = [...apiPaths(), ...pagePaths()];
  for (const path of paths) {
    const addresses = tokenAddresses(path);
    // A ninth of the ways for each path, so that all of them come up several times.
    const some = addresses.filter((_, place) => place % 9 === paths.indexOf(path) % 9);
    for (const address of some) {
      const referer = `https://metrics.test/manage?token=${LINK_TOKEN}`;
      await send(origin, { method: 'GET', path: address, headers: { referer }, body: undefined });
    }
    const [plain = path] = addresses;
    await send(origin, { method: 'GET', path: plain, headers: ODD_HEADERS, body: undefined });
    const json = { 'content-type': 'application/json', 'x-forwarded-for': LINK_TOKEN };
    const body = JSON.stringify({ token: LINK_TOKEN });
    await send(origin, { method: 'POST', path: plain, headers: json, body });
  }
  const output = app.output();
  expect(output).toContain('a request was refused');
  expect(output.replace(/%([0-7][0-9a-f])/gi, (sign) => decodeURIComponent(sign))).not.toContain(
    LINK_TOKEN.slice(-43),
  );
}, 300_000);

test('a proxy that TRUST_PROXY does not name is reported by health', async () => {
  const headers = { 'x-forwarded-for': '198.51.100.7' };
  await send(origin, { method: 'GET', path: '/', headers, body: undefined });
  const health = await send(origin, { method: 'GET', path: '/api/health', headers: {}, body: undefined });
  expect(JSON.parse(health.text).warnings).toEqual([expect.stringContaining('Set TRUST_PROXY=127.0.0.1')]);
});
