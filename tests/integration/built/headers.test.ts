import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { inlineScripts } from '@/server/csp/inline-scripts';
import { freePort } from '@/server/postgres';
import { requestsFrom } from '@/tests/support/fuzz/requests';
import { faultOf, send } from '@/tests/support/fuzz/send';
import { type StartedApp, startApp } from '@/tests/support/started-app';

let app: StartedApp;
let dataDir: string;
let origin: string;

beforeAll(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'tracker-headers-'));
  const port = await freePort();
  origin = `http://127.0.0.1:${port}`;
  app = startApp({
    PORT: String(port),
    DATA_DIR: dataDir,
    APP_URL: 'https://metrics.test',
    HSTS: 'subdomains',
    ADMIN_TOKEN: 'an-admin-token-of-this-test',
    SCHEDULER: 'off',
    LOG_LEVEL: 'error',
  });
  await app.wrote('ready:');
});
afterAll(async () => {
  app.process.kill('SIGTERM');
  await app.ended;
  rmSync(dataDir, { recursive: true, force: true });
});

const head = async (path: string, headers: Record<string, string> = {}) =>
  (await fetch(`${origin}${path}`, { headers, redirect: 'manual' })).headers;

describe.each(['/', '/sources', '/confirm', '/manage', '/no-such-page', '/api/health', '/api/no-such-route'])(
  '%s',
  (path) => {
    test('says what browsers may do with it, and nothing of what made it', async () => {
      const headers = await head(path);
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      const policy = ['/confirm', '/manage'].includes(path) ? 'strict-origin' : 'same-origin';
      expect(headers.get('referrer-policy')).toBe(policy);
      expect(headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
      expect(headers.get('strict-transport-security')).toMatch(/max-age=63072000; includeSubDomains/);
      for (const name of ['x-powered-by', 'server', 'set-cookie', 'access-control-allow-origin']) {
        expect(headers.get(name)).toBeNull();
      }
    });
  },
);

test.each(['/', '/sources', '/manage', '/no-such-page'])(
  '%s runs no script inline but those that it names',
  async (path) => {
    const answer = await fetch(`${origin}${path}`);
    const policy = answer.headers.get('content-security-policy') ?? '';
    const scripts = /script-src ([^;]*)/.exec(policy)?.[1] ?? '';
    expect(scripts).not.toContain('unsafe');
    const inline = inlineScripts(await answer.text());
    expect(inline.length).toBeGreaterThan(0);
    const hash = (text: string) => createHash('sha256').update(text).digest('base64');
    expect(inline.filter((text) => !scripts.includes(`'sha256-${hash(text)}'`))).toEqual([]);
  },
);

test('TRACE is refused', async () => {
  const status = await new Promise((resolve, reject) => {
    const asked = request(`${origin}/api/health`, { method: 'TRACE' }, (answer) =>
      resolve(answer.statusCode),
    );
    asked.on('error', reject).end();
  });
  expect(status).toBeGreaterThanOrEqual(400);
});

test.each([
  '/api/%ff',
  '/api/%00',
  '/api/%',
  '/api//metrics',
  '/api/../api/metrics',
  `/api/${'a'.repeat(20_000)}`,
])('%.40s is refused as everything in the API is', async (path) => {
  const asked = { method: 'GET', path, headers: {}, body: undefined };
  const answer = await send(origin, asked);
  expect(faultOf(asked, answer)).toBeNull();
});

test('requests made from its own document are answered as the routes alone answer them', async () => {
  const document: unknown = await (await fetch(`${origin}/api/openapi.json`)).json();
  const requests = requestsFrom(document, {
    authorization: 'Bearer an-admin-token-of-this-test',
    values: { metric: ['price'], dimension: ['kraken:BTC-USD'] },
  });
  await fc.assert(
    fc.asyncProperty(requests, async (asked) => {
      expect(faultOf(asked, await send(origin, asked))).toBeNull();
    }),
    { numRuns: Number(process.env.FUZZ_RUNS ?? 200), endOnFailure: true },
  );
}, 600_000);
