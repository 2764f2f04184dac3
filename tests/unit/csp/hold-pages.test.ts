import { createServer, type RequestListener, type Server } from 'node:http';
import { gzipSync } from 'node:zlib';
import { afterEach, expect, test } from 'vitest';
import { holdPages } from '@/server/csp/hold-pages';

const NOTHING = { react: [], isBuilt: () => false };
const PAGE = '<p>é</p><script>self.__next_f.push([1,"a"])</script>';
let server: Server | undefined;

afterEach(() => void server?.close());

async function answerOf(handler: RequestListener): Promise<Response> {
  const started = createServer(holdPages(handler, NOTHING));
  server = started;
  await new Promise<void>((resolve) => started.listen(0, '127.0.0.1', resolve));
  const address = started.address();
  return fetch(`http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}/`);
}

const html = { 'Content-Type': 'text/html; charset=utf-8' };

test('a page comes whole, with the hash of its script in place of a weaker policy', async () => {
  const answer = await answerOf((_, response) => {
    response.setHeader('Content-Security-Policy', "script-src 'unsafe-inline'");
    response.writeHead(404, 'Not Found', html);
    response.flushHeaders();
    response.write(PAGE.slice(0, 9), () => response.end(PAGE.slice(9)));
  });
  expect(answer.status).toBe(404);
  expect(await answer.text()).toBe(PAGE);
  expect(answer.headers.get('content-security-policy')).toMatch(/script-src 'self' 'sha256-[^']{44}';/);
});

test('a compressed page is read for its scripts, and passed on as it is', async () => {
  const answer = await answerOf((_, response) => {
    response.writeHead(200, { ...html, 'Content-Encoding': 'gzip' });
    response.end(gzipSync(PAGE));
  });
  expect(await answer.text()).toBe(PAGE);
  expect(answer.headers.get('content-security-policy')).toMatch(/'sha256-/);
});

test('what compresses answers may lay its own methods over these', async () => {
  const answer = await answerOf((_, response) => {
    const { end } = response;
    response.end = (chunk?: unknown) => Reflect.apply(end, response, [gzipSync(String(chunk))]);
    response.writeHead(200, { 'Content-Type': 'text/css', 'Content-Encoding': 'gzip' });
    response.end('a{}');
  });
  expect(await answer.text()).toBe('a{}');
});

test('what is no page passes as it comes, with its own policy', async () => {
  let go = () => {};
  const answer = await answerOf((_, response) => {
    response.writeHead(200, { 'Content-Type': 'text/csv', 'Content-Security-Policy': "default-src 'none'" });
    response.write('a,b\n');
    go = () => void response.end('1,2\n');
  });
  const reader = answer.body?.getReader();
  expect(Buffer.from((await reader?.read())?.value ?? []).toString()).toBe('a,b\n');
  go();
  expect(Buffer.from((await reader?.read())?.value ?? []).toString()).toBe('1,2\n');
  expect(answer.headers.get('content-security-policy')).toBe("default-src 'none'");
});
