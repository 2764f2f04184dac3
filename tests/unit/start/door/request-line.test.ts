import { expect, test } from 'vitest';
import { methodsOf, targetOf } from '@/server/door/request-line';

const OWN = 'metrics.example.com';
const head = (method: string, target: string, rawHeaders = ['Host', 'a.test'], httpVersion = '1.1') => ({
  method,
  target,
  httpVersion,
  rawHeaders,
});

test.each([
  ['/', '/'],
  ['/api/metrics?metric=price', '/api/metrics?metric=price'],
  ['http://metrics.example.com', '/'],
  ['http://metrics.example.com?x=1', '/?x=1'],
  ['HTTPS://METRICS.example.com/sources?x=1', '/sources?x=1'],
  ['http://localhost:3000/', '/'],
  ['http://192.0.2.7/alerts', '/alerts'],
  ['http://[::1]:3000/alerts', '/alerts'],
])('%s is %s', (target, url) => {
  expect(targetOf(head('GET', target), OWN)).toMatchObject({ method: 'GET', url });
});

test.each([
  ['GET', 'http://evil.example/', 'misdirected'],
  ['GET', 'http://metrics.example.com:81/', 'misdirected'],
  ['GET', 'http://user@localhost/', 'misdirected'],
  ['GET', 'http://metrics.example.com@evil.example/', 'misdirected'],
  ['GET', 'http:///x', 'misdirected'],
  ['GET', 'ftp://metrics.example.com/', 'bad-request'],
  ['GET', '*', 'bad-request'],
  ['POST', '*', 'bad-request'],
  ['GET', 'sources', 'bad-request'],
  ['GET', '', 'bad-request'],
  ['GET', '/#x', 'bad-request'],
  ['GET', '/\u00e9', 'bad-request'],
  ['GET', '/%', 'bad-request'],
  ['GET', '/%ff', 'bad-request'],
  ['TRACE', '/', 'not-implemented'],
  ['PROPFIND', '/api/metrics', 'not-implemented'],
  ['get', '/', 'not-implemented'],
])('%s %s is refused: %s', (method, target, code) => {
  expect(() => targetOf(head(method, target), OWN)).toThrow(expect.objectContaining({ code }));
});

test('the whole server can be asked for its methods', () => {
  expect(targetOf(head('OPTIONS', '*'), OWN)).toMatchObject({ url: '*' });
  expect(methodsOf('*')).toContain('POST');
});

test.each([[[]], [['Host', 'a', 'host', 'b']], [['Host', '']], [['Host', 'a/b']], [['Host', '[::1']]])(
  'the headers %j name no host',
  (rawHeaders) => {
    expect(() => targetOf(head('GET', '/', rawHeaders), OWN)).toThrow(
      expect.objectContaining({ code: 'bad-request' }),
    );
  },
);

test('HTTP/1.0 needs no host', () => {
  expect(targetOf(head('GET', '/', [], '1.0'), OWN).host).toBe('localhost');
});

test.each([
  ['/api/metrics', true],
  ['/api?x', true],
  ['/apis', false],
  ['/', false],
  ['/sources?to=/api/', false],
])('%s takes what writes: %s', (url, writes) => {
  expect(methodsOf(url).includes('POST')).toBe(writes);
});
