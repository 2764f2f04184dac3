import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { maxBodyBytes } from '@/lib/http/body-limits';
import { freePort } from '@/server/postgres';
import { API_PATHS, pagePaths } from '@/tests/support/addresses';
import { startRecordedExchange } from '@/tests/support/exchange/recorded-exchange';
import type { LoopbackExchange } from '@/tests/support/exchange/server';
import { type RawAnswer, rawRequest, sendRaw } from '@/tests/support/raw-request';
import { type StartedApp, startApp } from '@/tests/support/started-app';

const SECRET = 'a-secret-of-this-test';
const EVIL = 'evil.example';
const WRITES = ['POST', 'PUT', 'PATCH', 'DELETE'];

let kraken: LoopbackExchange;
let app: StartedApp;
let dataDir: string;
let port: number;
let pages: string[];
let everything: string[];

beforeAll(async () => {
  kraken = await startRecordedExchange('kraken');
  dataDir = mkdtempSync(join(tmpdir(), 'tracker-wire-'));
  port = await freePort();
  app = startApp({
    PORT: String(port),
    DATA_DIR: dataDir,
    SOURCES: 'kraken',
    SOURCE_URLS: JSON.stringify({ kraken: kraken.origin }),
    CRON_SECRET: SECRET,
    SCHEDULER: 'off',
    LOG_LEVEL: 'error',
  });
  await app.wrote('ready:');
  // From now on a market that is not known leads to a page of its own.
  const collected = await fetch(`http://127.0.0.1:${port}/api/cron/collect`, {
    headers: { authorization: `Bearer ${SECRET}` },
  });
  expect(await collected.json()).toMatchObject({ state: 'collected' });
  pages = pagePaths();
  everything = [...pages, ...API_PATHS, '/api/nothing-of-ours'];
});
afterAll(async () => {
  app.process.kill('SIGTERM');
  expect(await app.ended).toBe(0);
  await kraken.close();
  rmSync(dataDir, { recursive: true, force: true });
});

const isOfApi = (path: string) => path.startsWith('/api/');

/** Sends all of them, a few at a time; gives what is wrong with the answers. */
async function faults<T>(
  sent: readonly T[],
  bytesOf: (each: T) => Buffer,
  faultOf: (answer: RawAnswer, each: T) => string | null,
): Promise<string[]> {
  const found: string[] = [];
  const queue = [...sent];
  const work = async (): Promise<void> => {
    for (let each = queue.shift(); each !== undefined; each = queue.shift()) {
      const answer = await sendRaw(port, bytesOf(each));
      const fault = faultOf(answer, each);
      if (fault !== null) found.push(`${JSON.stringify(each).slice(0, 200)}: ${fault}`);
    }
  };
  await Promise.all(Array.from({ length: 8 }, work));
  return found;
}

function isProblem({ status, headers, body }: RawAnswer, wanted: number): string | null {
  if (status !== wanted) return `${status} instead of ${wanted}: ${body.slice(0, 100)}`;
  if (!headers['content-type']?.startsWith('application/problem+json')) return `${headers['content-type']}`;
  const { status: told, code, detail } = JSON.parse(body);
  return told === wanted && code && detail ? null : body;
}

const across = <T>(paths: readonly string[], others: readonly T[]) =>
  paths.flatMap((path) => others.map((other): [string, T] => [path, other]));

describe('odd requests', () => {
  const HOST = ['Host: a.test'];
  const ODD: [title: string, line: (path: string) => string, headers: string[], status: number][] = [
    ['TRACE', (path) => `TRACE ${path}`, HOST, 501],
    ['a method of WebDAV', (path) => `PROPFIND ${path}`, HOST, 501],
    ['a method of caches', (path) => `PURGE ${path}`, HOST, 501],
    ['a method that does not exist', (path) => `FOO ${path}`, HOST, 501],
    ['a method in lower case', (path) => `get ${path}`, HOST, 501],
    ['CONNECT', () => `CONNECT ${EVIL}:443`, HOST, 501],
    ['GET *', () => 'GET *', HOST, 400],
    ['POST *', () => 'POST *', HOST, 400],
    ['an address on another host', (path) => `GET http://${EVIL}${path}`, HOST, 421],
    ['an address on another host, by TLS', (path) => `GET https://${EVIL}${path}`, HOST, 421],
    ['an address of another kind', (path) => `GET ftp://${EVIL}${path}`, HOST, 400],
    ['an address without its slash', (path) => `GET ${path.slice(1) || 'x'}`, HOST, 400],
    ['a fragment', (path) => `GET ${path}#x`, HOST, 400],
    ['bytes that are not ASCII', (path) => `GET ${path}\xe9`, HOST, 400],
    ['percent-encoding that is none', (path) => `GET ${path}%zz`, HOST, 400],
    ['no Host', (path) => `GET ${path}`, [], 400],
    ['two Hosts', (path) => `GET ${path}`, ['Host: a', 'Host: b'], 400],
    ['a Host that is none', (path) => `GET ${path}`, ['Host: a/b@c'], 400],
    ['an expectation', (path) => `GET ${path}`, [...HOST, 'Expect: magic'], 417],
  ];

  test.each(ODD)('%s is refused by a problem document, wherever', async (_, line, headers, status) => {
    expect(
      await faults(
        everything,
        (path) => rawRequest(line(path), headers),
        (answer) => isProblem(answer, status),
      ),
    ).toEqual([]);
  });

  test('OPTIONS tells what the server, and each page, takes', async () => {
    const bytes = (path: string) => rawRequest(`OPTIONS ${path}`);
    const fault = ({ status, headers }: RawAnswer) =>
      status === 204 && headers.allow?.startsWith('GET') ? null : `${status} ${headers.allow}`;
    expect(await faults(['*', ...pages], bytes, fault)).toEqual([]);
  });

  test('an upgrade is not taken, and holds no connection', async () => {
    const headers = [...HOST, 'Upgrade: websocket', 'Sec-WebSocket-Key: eA==', 'Sec-WebSocket-Version: 13'];
    const bytes = (path: string) =>
      Buffer.from([`GET ${path} HTTP/1.1`, ...headers, 'Connection: upgrade, close', '', ''].join('\r\n'));
    const fault = ({ status }: RawAnswer) => (status === 0 || status >= 500 ? `${status}` : null);
    const safe = everything.filter((path) => !path.startsWith('/api/health'));
    expect(await faults([...safe, '/no-such-page'], bytes, fault)).toEqual([]);
  });
});

test('nobody is sent to a host that a client named', async () => {
  const named = [
    [`Host: ${EVIL}`],
    ['Host: a.test', `X-Forwarded-Host: ${EVIL}`, 'X-Forwarded-Proto: javascript', 'X-Forwarded-Port: x'],
    ['Host: a.test', `Forwarded: host=${EVIL}`, `X-Host: ${EVIL}`, `X-Original-URL: http://${EVIL}/`],
  ];
  const forms = (path: string) => [path, `${path}/`, `/${path}`, `//${EVIL}${path}`, `/\\${EVIL}${path}`];
  const sent = across(pages.flatMap(forms), named);
  const found = await faults(
    sent,
    // What is somebody's own goes past the cache, which tells nobody of the Host.
    ([path, headers]) => rawRequest(`GET ${path}`, [...headers, 'Authorization: Basic eDp4']),
    ({ status, headers, body }, [path]) => {
      const { location = '', refresh = '', link = '' } = headers;
      const target = new URL(location, 'http://a.test/');
      if (target.host !== 'a.test') return `it leads to ${location}`;
      const isInPath = path.includes(EVIL);
      if (!isInPath && `${location}${refresh}${link}${body}`.includes(EVIL)) return 'it names the host';
      return status === 0 || status >= 500 ? `it is answered ${status}` : null;
    },
  );
  expect(found).toEqual([]);
});

describe('headers of the inside', () => {
  const OURS = ['x-client-address', 'x-unknown-market'];
  const NEXT = [
    ...[
      'rewrite',
      'redirect',
      'set-cookie',
      'skip',
      'override-headers',
      'next',
      'prefetch',
      'subrequest',
    ].map((name) => `x-middleware-${name}`),
    ...['x-now-route-matches', 'x-matched-path', 'x-nextjs-data', 'x-invoke-path', 'x-action-forwarded'],
    ...['x-next-resume-state-length', 'next-resume', 'next-action', 'next-hmr-refresh'],
    ...['x-prerender-revalidate', 'x-nextjs-request-id', 'x-invocation-id'],
  ];
  const PROTOCOL = [
    'rsc',
    'next-router-state-tree',
    'next-router-prefetch',
    'next-router-segment-prefetch',
    'next-url',
  ];
  const GARBAGE = [
    '1',
    'garbage',
    '%',
    '{"a":',
    '[""]',
    '["",{"children":["x",{}]}]',
    '/../../_tree',
    '\xff',
  ];

  test('all of them together, of a client, change nothing', async () => {
    const plain = new Map<string, number>();
    const note = ({ status }: RawAnswer, path: string) => {
      plain.set(path, status);
      return null;
    };
    await faults(pages, (path) => rawRequest(`GET ${path}`, ['Host: a.test', 'Range: x']), note);
    const found = await faults(
      across(pages, ['1', `http://${EVIL}/`, '\xff%']),
      ([path, value]) => {
        const inside = [...OURS, ...NEXT].map((name) => `${name}: ${value}`);
        return rawRequest(`GET ${path}`, ['Host: a.test', 'Range: x', ...inside]);
      },
      ({ status, headers }, [path]) =>
        status === plain.get(path) ? null : `${status} ${headers.location} instead of ${plain.get(path)}`,
    );
    expect(found).toEqual([]);
  });

  test.each(PROTOCOL)(
    'garbage in %s is no fault of ours',
    async (name) => {
      const sent = across(pages, GARBAGE).flatMap(([path, value]) =>
        [[], ['RSC: 1'], ['RSC: 1', 'Next-Router-Prefetch: 1']].map((rsc) => ({ path, value, rsc })),
      );
      const bytes = ({ path, value, rsc }: (typeof sent)[number]) =>
        rawRequest(`GET ${path}`, ['Host: a.test', ...rsc, `${name}: ${value}`]);
      const moved: typeof sent = [];
      const fault = ({ status, headers }: RawAnswer, each: (typeof sent)[number]) => {
        // To the same with the hash of these headers, without which Next looks no further.
        if (status === 307) moved.push({ ...each, path: headers.location ?? '' });
        return status === 0 || status >= 500 ? `${status}` : null;
      };
      expect(await faults(sent, bytes, fault)).toEqual([]);
      expect(await faults([...moved], bytes, fault)).toEqual([]);
    },
    300_000,
  );
});

describe('bodies', () => {
  const withLength = (method: string, path: string, bytes: number, body = '') =>
    rawRequest(
      `${method} ${path}`,
      ['Host: a.test', 'Content-Type: application/json', `Content-Length: ${bytes}`],
      body,
    );
  const wanted = (path: string) => (isOfApi(path) ? 413 : 405);

  test('one that says it is too long is refused before it comes', async () => {
    const found = await faults(
      across(everything, WRITES),
      ([path, method]) => withLength(method, path, maxBodyBytes(path) + 1),
      (answer, [path]) => isProblem(answer, wanted(path)),
    );
    expect(found).toEqual([]);
  });

  test('one that says no length is refused as soon as it is too long', async () => {
    const found = await faults(
      across(everything, WRITES),
      ([path, method]) => {
        const bytes = maxBodyBytes(path) + 1;
        const chunk = `${bytes.toString(16)}\r\n${'x'.repeat(bytes)}`;
        return rawRequest(`${method} ${path}`, ['Host: a.test', 'Transfer-Encoding: chunked'], chunk);
      },
      (answer, [path]) => isProblem(answer, wanted(path)),
    );
    expect(found).toEqual([]);
  });

  test('one that a client sends to what is only read is refused too, if it is long', async () => {
    const found = await faults(
      everything,
      (path) => withLength('GET', path, maxBodyBytes(path) + 1),
      (answer) => isProblem(answer, 413),
    );
    expect(found).toEqual([]);
    const short = await sendRaw(port, withLength('GET', '/api/status', 5, 'hello'));
    expect(short.status).toBe(200);
  });

  test('one that waits to be asked for is not asked for where it is too long', async () => {
    const bytes = (length: number, body: string) =>
      rawRequest(
        'POST /api/emails',
        ['Host: a.test', 'Expect: 100-continue', `Content-Length: ${length}`],
        body,
      );
    expect(isProblem(await sendRaw(port, bytes(20_000, '')), 413)).toBeNull();
    expect(isProblem(await sendRaw(port, bytes(2, '{}')), 415)).toBeNull();
  });

  test('the longest that fits reaches its route', async () => {
    const found = await faults(
      API_PATHS,
      (path) => withLength('POST', path, maxBodyBytes(path), 'x'.repeat(maxBodyBytes(path))),
      ({ status }) => (status < 400 || status >= 500 || status === 413 ? `${status}` : null),
    );
    expect(found).toEqual([]);
  });

  test('one that comes too slowly is told so, and nothing of a database', async () => {
    const slow = await Promise.all(
      across(API_PATHS, WRITES).map(([path, method]) => sendRaw(port, withLength(method, path, 5, 'x'))),
    );
    expect(slow.map((answer) => isProblem(answer, 408)).filter((fault) => fault !== null)).toEqual([]);
  });
});
