import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { stripInternal } from '@/server/door/internal-headers';

/** Next's own list, of the installed version. */
const NEXT_LIST = readFileSync('node_modules/next/dist/server/lib/server-ipc/utils.js', 'utf8');
const [, list = ''] = /const INTERNAL_HEADERS = \[([^\]]*)\]/.exec(NEXT_LIST) ?? [];
const nextNames = Array.from(list.matchAll(/'([^']+)'/g), ([, name = '']) => name);

test('Next still says which headers are internal', () => {
  expect(nextNames).toContain('x-middleware-rewrite');
});

test.each([
  ...nextNames,
  'x-client-address',
  'x-unknown-market',
  'x-middleware-subrequest',
  'x-invoke-path',
  'x-nextjs-request-id',
  'x-prerender-revalidate',
  'x-vercel-forwarded-for',
  'next-action',
])('%s of a client does not come in', (name) => {
  const headers = { host: 'a.test', [name]: 'x' };
  stripInternal(headers);
  expect(headers).toEqual({ host: 'a.test' });
});

test('what a page asks for when it changes to another comes in', () => {
  const headers = {
    host: 'a.test',
    rsc: '1',
    'next-url': '/',
    'next-router-prefetch': '1',
    'next-router-segment-prefetch': '/_tree',
    'next-router-state-tree': '%5B%5D',
    'x-forwarded-for': '192.0.2.1',
    'x-real-ip': '192.0.2.1',
  };
  const sent = { ...headers };
  stripInternal(headers);
  expect(headers).toEqual(sent);
});

test('the development server hears what its pages say to it', () => {
  const headers = { 'next-hmr-refresh': '1', 'x-nextjs-request-id': 'a' };
  stripInternal(headers, true);
  expect(headers).toEqual({ 'next-hmr-refresh': '1', 'x-nextjs-request-id': 'a' });
});

test('a host that only a header of a proxy names is not believed', () => {
  const headers = {
    host: 'a.test',
    'x-forwarded-host': 'evil.example',
    'x-forwarded-proto': 'javascript',
    'x-forwarded-port': '80:80',
  };
  stripInternal(headers);
  expect(headers).toEqual({ host: 'a.test', 'x-forwarded-host': 'a.test' });
});
