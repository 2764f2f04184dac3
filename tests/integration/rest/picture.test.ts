import { PNG } from 'pngjs';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { type TestDatabase, testDatabase } from '@/tests/support/database';
import { serveApi, type TestServer } from '@/tests/support/server';
import { CLOSED_MS, INTERVAL_MS, LAST_SLOT_MS, seed } from './seed';

let database: TestDatabase;
let server: TestServer;

beforeAll(async () => {
  vi.useFakeTimers({ toFake: ['Date'], now: CLOSED_MS + 22_000 });
  database = await testDatabase();
  await seed(database.pool);
  server = await serveApi(database.url);
});

afterAll(async () => {
  await server.close();
  await database.drop();
  vi.useRealTimers();
});

const BTC = 'metric=price&dimension=kraken:BTC-USD';
/** Far above its mean in the last slot. */
const DOGE = 'metric=price&dimension=gate:DOGE-USDT';
const get = (query: string, headers: Record<string, string> = {}) =>
  fetch(`${server.origin}/api/metrics?${query}`, { headers });
const sizeOf = async (answer: Response) => {
  const { width, height } = PNG.sync.read(Buffer.from(await answer.arrayBuffer()));
  return { width, height };
};

test('the graph as SVG has its title, its unit, its zone and its figures', async () => {
  const answer = await get(`${BTC}&format=svg`);
  expect(answer.status).toBe(200);
  expect(answer.headers.get('content-type')).toBe('image/svg+xml; charset=utf-8');
  expect(answer.headers.get('content-disposition')).toBe('inline; filename="price-kraken-BTC-USD.svg"');
  const svg = await answer.text();
  for (const text of [
    /Price of BTC-USD on Kraken/,
    />UTC</,
    /24 h to /,
    /one venue only/,
    /class="chart-line"/,
  ]) {
    expect(svg).toMatch(text);
  }
});

test('the graph as PNG has the size asked for, 900 by 450 where none was', async () => {
  const usual = await get(`${BTC}&format=png`);
  expect(usual.headers.get('content-type')).toBe('image/png');
  expect(await sizeOf(usual)).toEqual({ width: 900, height: 450 });
  expect(await sizeOf(await get(`${BTC}&format=png&width=1200&height=630`))).toEqual({
    width: 1200,
    height: 630,
  });
});

test('a picture of an earlier moment gives its mean with its time, and no figure of today', async () => {
  const now = await (await get(`${DOGE}&format=svg`)).text();
  expect(now).toMatch(/latest 0\.5/);
  expect(now).toMatch(/× the mean/);
  const earlier = new Date(LAST_SLOT_MS - 4 * INTERVAL_MS).toISOString();
  const then = await (await get(`${DOGE}&to=${earlier}&format=svg`)).text();
  expect(then).not.toMatch(/latest|× the mean/);
  expect(then).toContain('24 Nov 2026, 12:00');
});

test('a picture is kept as JSON is: until the next collection, by its ETag', async () => {
  const [json, png] = await Promise.all([get(BTC), get(`${BTC}&format=png`)]);
  expect(png.headers.get('cache-control')).toBe(json.headers.get('cache-control'));
  const etag = png.headers.get('etag') ?? '';
  expect(etag).not.toBe(json.headers.get('etag'));
  expect((await get(`${BTC}&format=png`, { 'if-none-match': etag })).status).toBe(304);
  expect((await get(`${BTC}&format=png&theme=dark`, { 'if-none-match': etag })).status).toBe(200);
});

test('how a picture looks changes nothing of the data', async () => {
  const [plain, dark] = await Promise.all([get(BTC), get(`${BTC}&theme=dark&width=400`)]);
  expect(dark.headers.get('etag')).toBe(plain.headers.get('etag'));
});

test.each([
  ['image/avif,image/webp,image/apng,image/svg+xml,image/*,*/*;q=0.8', 'image/svg+xml'],
  ['image/png', 'image/png'],
  [
    'text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,*/*;q=0.8',
    'application/json',
  ],
  ['text/csv;q=0.5,image/png;q=0.4', 'text/csv'],
  ['video/mp4', 'application/json'],
])('Accept: %s is answered by %s', async (accept, type) => {
  expect((await get(BTC, { accept })).headers.get('content-type')).toContain(type);
});

test.each([
  ['metric=price&dimension=okx:NEW-USDT', /no baseline below 12 observations/],
  ['metric=volume&dimension=okx:BTC-USDT', /No believed value in this time\./],
  ['metric=price&dimension=kraken:ETH-USD', /30,000, not believed: corroborated/],
])('%s is drawn too', async (query, says) => {
  expect(await (await get(`${query}&format=svg`)).text()).toMatch(says);
  expect((await get(`${query}&format=png`)).status).toBe(200);
});

test.each([
  ['format=gif', 'Parameter "format" is "gif": send format=json, csv, svg or png.'],
  ['format=png&theme=pink', 'Parameter "theme" is "pink": send theme=light or theme=dark.'],
  ['format=png&width=100000', 'send a width from 320 to 1600 pixels, such as width=900.'],
  ['format=png&height=-1', 'send a height from 200 to 1000 pixels, such as height=450.'],
])('%s is refused, and says what to send', async (query, detail) => {
  const answer = await get(`${BTC}&${query}`);
  expect(answer.status).toBe(400);
  expect((await answer.json()).detail).toContain(detail);
});
