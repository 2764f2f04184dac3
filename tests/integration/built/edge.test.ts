import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { freePort } from '@/server/postgres';
import { startRecordedExchange } from '@/tests/support/exchange/recorded-exchange';
import type { LoopbackExchange } from '@/tests/support/exchange/server';
import { type StartedApp, startApp } from '@/tests/support/started-app';

const CRON_SECRET = 'secret-of-this-test';
const MARKET = '/api/metrics?metric=price&dimension=kraken:BTC-USD';
const RANKING = '/api/rankings?metric=price';

let kraken: LoopbackExchange;
let dataDir: string;
let app: StartedApp;
let origin: string;

beforeAll(async () => {
  kraken = await startRecordedExchange('kraken');
  dataDir = mkdtempSync(join(tmpdir(), 'tracker-edge-'));
  ({ app, origin } = await start());
  await collect();
});
afterAll(async () => {
  app.process.kill('SIGTERM');
  await app.ended;
  await kraken.close();
  rmSync(dataDir, { recursive: true, force: true });
});

async function start(settings: Record<string, string> = {}) {
  const port = await freePort();
  const app = startApp({
    PORT: String(port),
    DATA_DIR: dataDir,
    SOURCES: 'kraken',
    SOURCE_URLS: JSON.stringify({ kraken: kraken.origin }),
    COLLECT_INTERVAL: '1',
    SCHEDULER: 'off',
    LOG_LEVEL: 'error',
    CRON_SECRET,
    ...settings,
  });
  await app.wrote('ready: ');
  return { app, origin: `http://127.0.0.1:${port}` };
}

/** Until a slot has been collected that was not before. */
async function collect(): Promise<void> {
  const headers = { authorization: `Bearer ${CRON_SECRET}` };
  for (let state = ''; state !== 'collected'; ) {
    ({ state } = await fetch(`${origin}/api/cron/collect`, { headers }).then((response) => response.json()));
  }
}

const get = (path: string, init: RequestInit = {}) => fetch(`${origin}${path}`, init);
const status = async (path: string, init: RequestInit = {}) =>
  (await get(path, init)).headers.get('cache-status');

describe('what is the same for everybody', () => {
  test.each(['/', '/sources', '/markets/kraken:BTC-USD', MARKET, RANKING, '/api/list-metrics'])(
    '%s is kept until a collection closes, and not a moment longer',
    async (path) => {
      await collect();
      expect(await status(path)).toBe('edge; fwd=miss');
      expect(await status(path)).toBe('edge; hit');
      await collect();
      expect(await status(path)).toBe('edge; fwd=miss');
    },
  );

  test('a kept page is whole, compressed, and carries the headers of a page', async () => {
    const headers = { 'accept-encoding': 'br' };
    await get('/');
    const page = await get('/', { headers });
    expect(page.headers.get('cache-status')).toBe('edge; hit');
    expect(page.headers.get('content-encoding')).toBe('br');
    expect(page.headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
    const html = await page.text();
    expect(html).toContain('<title>');
    expect(html.indexOf('<title>')).toBeLessThan(html.indexOf('<body'));
    expect(html).toMatch(/<\/html>\s*$/);
  });

  test('a kept answer is the one that Next gives', async () => {
    await get(RANKING);
    const kept = await get(RANKING);
    // A range of an answer that knows none is the whole of it, past the cache.
    const direct = await get(RANKING, { headers: { range: 'bytes=0-' } });
    expect(kept.headers.get('cache-status')).toBe('edge; hit');
    expect(direct.headers.get('cache-status')).toBeNull();
    expect(await kept.text()).toBe(await direct.text());
    expect(kept.headers.get('etag')).toBe(`W/${direct.headers.get('etag')}`);
  });

  test('a file of the build is kept', async () => {
    const file = /\/_next\/static\/[^"]+\.js/.exec(await (await get('/')).text())?.[0] ?? '';
    await get(file);
    const kept = await get(file);
    expect(kept.headers.get('cache-status')).toBe('edge; hit');
    expect(kept.headers.get('cache-control')).toContain('immutable');
  });

  test('HEAD is answered from GET', async () => {
    const page = await get(MARKET);
    const head = await get(MARKET, { method: 'HEAD' });
    expect(head.headers.get('cache-status')).toBe('edge; hit');
    expect(head.headers.get('etag')).toBe(page.headers.get('etag'));
  });
});

describe('what is not', () => {
  test.each([
    ['/markets/kraken:NOSUCH-USD', 404],
    ['/nothing', 404],
    ['/api/metrics?metric=price&dimension=kraken:NOSUCH-USD', 404],
    ['/api/metrics?metric=price', 400],
    [`${MARKET}&evil=1`, 400],
    ['/api/health', 200],
    ['/api/prometheus', 200],
    ['/manage?token=x', 200],
    ['/mailbox', 401],
  ])('%s goes to Next each time', async (path, code) => {
    for (const _ of [1, 2]) {
      const response = await get(path);
      expect([response.status, response.headers.get('cache-status')]).toEqual([code, null]);
    }
  });

  test('what one page asks for when it changes to another', async () => {
    const headers = { rsc: '1' };
    const response = await get('/sources', { headers });
    expect(response.headers.get('content-type')).toBe('text/x-component');
    expect(response.headers.get('cache-control')).toContain('no-store');
    expect(response.headers.get('cache-status')).toBeNull();
    expect((await get('/sources')).headers.get('content-type')).toContain('text/html');
  });
});

/** All of an answer that does not hang on when and how it came. */
async function answerTo(path: string) {
  const response = await get(path);
  const { status, headers } = response;
  const said = ['type', 'disposition', 'security-policy'].map((name) => headers.get(`content-${name}`));
  const safe = ['x-content-type-options', 'referrer-policy', 'x-frame-options', 'permissions-policy'];
  return {
    path,
    status,
    said: [...said, ...[...safe, 'cross-origin-opener-policy'].map((name) => headers.get(name))],
    etag: headers.get('etag')?.replace('W/', ''),
    rule: headers.get('cache-control')?.replace(/s-maxage=\d+/, 's-maxage'),
    body: Buffer.from(await response.arrayBuffer()).toString('base64'),
  };
}

test('EDGE=off serves the same without it', async () => {
  const paths = [
    ...['', '&format=csv', '&format=svg', '&format=png', '&range=7d', '&evil=1'].map((end) => MARKET + end),
    ...['/api/metrics', '/api/metrics?metric=price&dimension=kraken:NOSUCH-USD', RANKING],
  ];
  const before = [];
  for (const path of paths) before.push(await answerTo(path));
  app.process.kill('SIGTERM');
  await app.ended;
  ({ app, origin } = await start({ EDGE: 'off' }));
  for (const path of ['/', MARKET, MARKET]) expect(await status(path)).toBeNull();
  for (const answer of before) expect(await answerTo(answer.path)).toEqual(answer);
});
