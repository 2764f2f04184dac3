import { readdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { publicReads } from '@/lib/http/openapi';
import type { Routes } from '@/server/edge/routes';
import { routesOfApp } from '@/server/routes';

let routes: Routes;
beforeAll(() => {
  process.env.LOG_LEVEL = 'silent';
  routes = routesOfApp();
});

const urlOf = (url: string) => routes(url, '*/*').url;
const accepts = (path: string, accept: string) => routes(path, accept).accept;

/** Every page of the app, as its folder has it. */
const PAGES = readdirSync('app', { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('page.tsx'))
  .map((file) => `/${dirname(file)}`.replace('/.', '/').replace('[dimension]', 'kraken:BTC-USD'));

describe.each(publicReads())('$path', ({ path, parameters, mediaTypes }) => {
  const [first] = parameters;

  test('has one Accept for each type it offers, whatever is made up', () => {
    const made = ['x/1', 'x/2, y/3;q=0.5', '*/*', '', 'text/nothing', 'application/*'];
    const seen = new Set(made.map((accept) => accepts(path, accept)));
    expect([...seen]).toEqual([mediaTypes[0]]);
    for (const type of mediaTypes) {
      expect(accepts(path, type)).toBe(type);
      expect(accepts(path, `x/1;q=0.9, ${type};q=0.1`)).toBe(type);
    }
  });

  test('has one address, in whatever order and however escaped its parameters are', () => {
    const values = parameters.map((name, i) => [name, `v a:${i}`] as const);
    const forward = values.map(([name, value]) => `${name}=${encodeURIComponent(value)}`);
    const spelled = values.map(([name, value]) => {
      const escaped = Array.from(name, (sign) => `%${sign.charCodeAt(0).toString(16)}`).join('');
      return `${escaped}=${value.replaceAll(' ', '+')}`;
    });
    const expected = forward.length === 0 ? path : `${path}?${forward.join('&')}`;
    for (const pairs of [forward, forward.toReversed(), spelled]) {
      expect(urlOf(`${path}?${pairs.join('&')}`)).toBe(expected);
      expect(urlOf(`${path}?&&${pairs.join('&&')}&`)).toBe(expected);
    }
  });

  test('leaves what it refuses as it was sent', () => {
    for (const query of ['no-such=1', 'a=%ff', ...(first === undefined ? [] : [`${first}=1&${first}=2`])]) {
      expect(urlOf(`${path}?${query}`)).toBe(`${path}?${query}`);
    }
  });
});

describe('pages', () => {
  // What carries a token is never shared, nor is the mailbox.
  const shared = PAGES.filter((page) => !/^\/(?:confirm|manage|mute|preview|unsubscribe|mailbox)/.test(page));

  test.each(shared)('%s has no address more for a parameter that it does not know', (page) => {
    expect(urlOf(`${page}?utm_source=x&utm_source=y&fbclid=%ff&=&&z`)).toBe(page);
    expect(routes(`${page}?x=1`, 'x/1').accept).toBe('*/*');
  });

  test.each(PAGES)('%s is a page, and waits as one', (page) => {
    expect(routes(page, '*/*').lane).toBe('page');
  });

  test.each([
    ['/?by=cv&page=1&sort=rank', '/'],
    ['/?page=2&q=btc&metric=volume', '/?metric=volume&q=btc&page=2'],
    ['/?page=0&by=nothing&sort=nothing', '/'],
    ['/alerts?after=&state=nothing', '/alerts'],
    ['/alerts?metric=price&state=open', '/alerts?state=open&metric=price'],
    ['/markets/kraken%3ABTC-USD?range=24h', '/markets/kraken:BTC-USD'],
    ['/markets/kraken:%42TC-USD?range=7d&metric=price&x=1', '/markets/kraken:BTC-USD?range=7d'],
    ['/markets/%ff?x=1', '/markets/%ff?x=1'],
  ])('%s is %s', (sent, address) => {
    expect(urlOf(sent)).toBe(address);
  });
});

test.each([
  ['/api/status', 'quick'],
  ['/api/health', 'quick'],
  ['/_next/static/chunks/a.js', 'quick'],
  ['/icon.svg', 'quick'],
  ['/api/metrics?metric=price', 'read'],
  ['/api/rankings?metric=price', 'list'],
  ['/api/no-such-route', 'list'],
  ['/sitemap.xml', 'list'],
  ['/no-such-page', 'page'],
  ['/api/cron/collect', null],
])('%s goes by the lane %s', (url, lane) => {
  expect(routes(url, '*/*').lane).toBe(lane);
});

test('what the API documents of itself, and the files of the build, no collection changes', () => {
  const constant = ['/api-docs', '/api-docs?x=1', '/api/openapi.json', '/_next/static/chunks/a.js'];
  expect(constant.map((url) => routes(url, '*/*').isConstant)).toEqual(constant.map(() => true));
  expect(['/', '/api/status', '/api-docs-of-others'].some((url) => routes(url, '*/*').isConstant)).toBe(
    false,
  );
});
