import { PassThrough, Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { parse } from 'csv-parse/sync';
import type { Pool } from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { stateOf } from '@/components/alerts/read-state';
import { readRankingState } from '@/components/ranking/ranking-state';
import { findable, findMarkets } from '@/components/search/find-markets';
import { patternWords } from '@/lib/format/pattern-words';
import { coinName, foldName, targetKey, targetsOf } from '@/lib/model/market-pattern';
import { METRICS } from '@/lib/model/metrics';
import { composeAlertMail, confirmation } from '@/lib/outbox/messages';
import { findDimension, knownNames, nameTest } from '@/lib/queries/names';
import { ensureDimensions, type MarketName, seriesReader, syncMetrics } from '@/lib/series';
import { exportCsv } from '@/scripts/transfer/export-csv';
import { importCsv } from '@/scripts/transfer/import-csv';
import { readName } from '@/scripts/transfer/read-name';
import { oddNames, recordedNames } from '@/tests/support/all-names';
import { testDatabase } from '@/tests/support/database';
import { record } from '@/tests/support/series-world';
import { AT_MS, LINKS, mail, PRICE, SOL } from '@/tests/unit/components/emails/mails';
import { closeCollection, INTERVAL_MS, LAST_SLOT_MS } from './rest/seed';
import { openWorld, subscribed, type World } from './subscribers/world';

const GENERATED = 300;
/** Of the names that exchanges really have, so many go one by one through what takes a request each. */
const SAMPLES = 60;

let world: World;
let all: MarketName[];
/** Odd and generated ones, and every so-manieth of the real ones. */
let some: MarketName[];

beforeAll(async () => {
  world = await openWorld();
  const [recorded, odd] = [await recordedNames(), oddNames(GENERATED)];
  all = [...new Map([...recorded, ...odd].map((market) => [market.name, market])).values()];
  some = [...odd, ...recorded.filter((_, i) => i % Math.ceil(recorded.length / SAMPLES) === 0)];
  const metrics = await syncMetrics(world.pool, METRICS);
  const ids = await ensureDimensions(world.pool, all, LAST_SLOT_MS);
  const values = METRICS.map(({ hasRatio }) => (hasRatio ? 1.5 : 0));
  const seen = [...ids.values()].sort((a, b) => a - b).map((id) => ({ id, values }));
  await record(world.pool, metrics, { atMs: LAST_SLOT_MS, intervalMs: INTERVAL_MS }, seen);
  await closeCollection(world.pool, LAST_SLOT_MS, seen.length);
}, 120_000);

afterAll(() => world.close());

const readable = ({ exchange, base, quote }: MarketName) => `${exchange}:${base}-${quote}`;
const sorted = (names: Iterable<string>) => [...names].sort();
const get = async (path: string) => (await world.send('GET', path)).json();

function chunks<T>(list: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(list.length / size) }, (_, i) =>
    list.slice(i * size, (i + 1) * size),
  );
}

/** What a browser shows of HTML, in one line. */
function shown(html: string): string {
  const signs: Record<string, string> = { lt: '<', gt: '>', amp: '&', quot: '"', nbsp: ' ' };
  return html
    .replace(/<!--.*?-->/gs, '')
    .replace(/<style.*?<\/style>/gs, '')
    .replace(/<[a-z/!][^>]*>/gi, ' ')
    .replace(/&#x([0-9a-f]+);/gi, (_, hex: string) => String.fromCodePoint(Number.parseInt(hex, 16)))
    .replace(/&(lt|gt|amp|quot|nbsp);/g, (whole, sign: string) => signs[sign] ?? whole)
    .replace(/\s+/g, ' ');
}

test('there are thousands of them, and the list has each', async () => {
  expect(all.length).toBeGreaterThan(9_000);
  const list = await get('/list-metrics');
  expect(list.dimensions.map(({ lastSeenAt: _, ...market }: { lastSeenAt: string }) => market)).toEqual(
    all.toSorted((a, b) => (a.name < b.name ? -1 : 1)),
  );
  for (const { name } of all) expect(name).toMatch(/^[a-z0-9_]+:([\w.~-]|%[0-9A-F]{2})+$/);
});

test('each is read by its name, in other letters, and without its percent-encoding', async () => {
  const snapshot = await seriesReader().snapshot();
  for (const market of all) {
    expect(findDimension(snapshot, market.name).name).toBe(market.name);
    // Another may differ by the case of its letters alone, and be the first.
    expect(foldName(findDimension(snapshot, market.name.toUpperCase()).name)).toBe(foldName(market.name));
    const bare = findDimension(snapshot, readable(market));
    expect([foldName(readable(bare)), foldName(bare.name)]).toContain(foldName(readable(market)));
  }
  for (const { name } of some) {
    const report = await get(`/metrics?metric=price&dimension=${encodeURIComponent(name)}`);
    expect([report.dimension, report.latest]).toEqual([name, 1.5]);
  }
});

test('each is ranked and drawn by its name in a list of them, and in the CSV of all', async () => {
  const batches: string[][] = [[]];
  for (const { name } of all) {
    const batch = batches.at(-1) ?? [];
    if (batch.length === 100 || batch.join(',').length + name.length > 3_900) batches.push([name]);
    else batch.push(name);
  }
  const odd = new Set(some.map(({ name }) => name));
  for (const batch of batches) {
    const names = encodeURIComponent(batch.join(','));
    const { rows } = await get(`/rankings?metric=price&limit=100&dimensions=${names}`);
    expect(sorted(rows.map(({ dimension }: { dimension: string }) => dimension))).toEqual(sorted(batch));
    if (!batch.some((name) => odd.has(name))) continue;
    const { sparks } = await get(`/sparks?metric=price&dimensions=${names}`);
    expect(sparks.map(({ dimension }: { dimension: string }) => dimension)).toEqual(batch);
  }
  const ranking = await (await world.send('GET', '/rankings?metric=price&format=csv')).text();
  const rows: Record<string, string>[] = parse(ranking, { columns: true });
  expect(sorted(rows.map(({ dimension = '' }) => dimension))).toEqual(sorted(all.map(({ name }) => name)));
});

test('each is found by what people read, in the table and in the search', async () => {
  const { dimensions } = await get('/list-metrics');
  const searchable = findable(dimensions);
  for (const market of some) {
    const { base, quote, exchange, name } = market;
    const q = encodeURIComponent(`${base}-${quote}`);
    const ranking = await get(`/rankings?metric=price&limit=1000&exchange=${exchange}&q=${q}`);
    expect(ranking.rows.map(({ dimension }: { dimension: string }) => dimension)).toContain(name);
    const filter = new URLSearchParams({ metric: 'price', base, quote, exchange });
    const exact = await get(`/rankings?${filter}`);
    expect(exact.rows.map(({ dimension }: { dimension: string }) => dimension)).toContain(name);
    // The addresses of pages keep it whole.
    expect(readRankingState({ q: `${base}-${quote}` }).q?.trim()).toBe(`${base}-${quote}`.trim());
    expect(stateOf({ dimension: name, base })).toEqual({ dimension: name, base });
    const found = findMarkets(searchable, `${base}-${quote} ${exchange}`);
    expect(found.map((one) => one.name)).toContain(name);
  }
});

test('each is understood where people type it, and its coin and pair', async () => {
  const snapshot = await seriesReader().snapshot();
  const isKnown = nameTest(snapshot);
  const keys = new Map<string, string>();
  for (const market of all) {
    const { name, exchange, base, quote } = market;
    const typed = [name, coinName(base), `*:${name.slice(exchange.length + 1)}`];
    const [whole, coin, pair] = knownNames(
      snapshot,
      typed.map((dimension) => ({ metric: 'price', dimension })),
    );
    expect(whole?.dimension).toBe(name);
    const { named } = targetsOf(market);
    for (const known of [whole, coin, pair]) {
      expect(named).toContain(targetKey(known?.dimension ?? ''));
      expect(isKnown(known?.dimension ?? '')).toBe(true);
    }
    // No two names mean the same, but for the case of their letters.
    const key = targetKey(name);
    expect(foldName(keys.get(key) ?? name)).toBe(foldName(name));
    keys.set(key, name);
    expect(patternWords(name)).toContain(`${base}-${quote} on `);
    expect(patternWords(coin?.dimension ?? '').toLowerCase()).toBe(`${base} on all exchanges`.toLowerCase());
  }
});

test('each can be watched and muted, and comes back as it is', async () => {
  const token = await subscribed(world, 'watcher@test.example', [{ metric: 'PRICE' }]);
  for (const batch of chunks(some, 50)) {
    const watches = batch.map(({ name }, i) => ({
      metric: METRICS[i % 9]?.name,
      dimension: i % 2 === 0 ? name : name.replace(/^[a-z]+/, (exchange) => exchange.toUpperCase()),
      threshold: '2,5',
    }));
    const saved = await world.send('PUT', `/emails/watches?token=${token}`, { watches });
    const body = await saved.json();
    expect([saved.status, body.detail]).toEqual([200, undefined]);
    const { watches: kept } = await get(`/emails/watches?token=${token}`);
    expect(kept.map(({ dimension }: { dimension: string }) => foldName(dimension))).toEqual(
      batch.map(({ name }) => foldName(name)),
    );
  }
  for (const [i, { name, base }] of some.entries()) {
    world.from(`198.51.${100 + Math.floor(i / 200)}.${1 + (i % 200)}`);
    const mute = async (lasting: string) =>
      (await world.send('POST', `/emails/mutes?token=${token}`, { dimension: name, for: lasting })).json();
    expect((await mute('ever')).mutes).toEqual([{ dimension: name, until: null }]);
    expect((await mute('none')).mutes).toEqual([]);
    if (i % 25 > 0) continue;
    const preview = await world.send('POST', '/watches/preview', {
      watches: [{ metric: 'price', dimension: name }, { dimension: coinName(base) }],
    });
    expect(preview.status).toBe(200);
  }
}, 60_000);

test('emails say each as it is, as HTML and as text', async () => {
  for (const batch of chunks(some, 10)) {
    const email = {
      email: 'a@test.example',
      watches: batch.map(({ name }) => ({
        metric: 'price',
        dimension: name,
        threshold: 3,
        direction: 'above' as const,
      })),
      isKnown: () => true,
      timeZone: null,
      confirmUrl: 'https://metrics.test/confirm?token=a',
      blockUrl: 'https://metrics.test/unsubscribe?token=a',
    };
    const asked = await confirmation(email);
    const entries = batch.map((market) => ({
      ...SOL,
      base: market.base,
      series: [{ ...PRICE, ...market, dimension: market.name, sinceMs: AT_MS }],
    }));
    const alert = await composeAlertMail(mail(entries), LINKS);
    for (const { base, quote, name } of batch) {
      const said = `${base}-${quote} on `;
      expect(shown(asked.html)).toContain(said);
      expect(asked.text.replace(/\s+/g, ' ')).toContain(said);
      expect(shown(alert.html)).toContain(said);
      expect(alert.text).toContain(said);
      expect(alert.text).toContain(`/markets/${encodeURIComponent(name).replaceAll('%3A', ':')}?`);
      expect(alert.html).toContain(encodeURIComponent(name));
    }
    // Two markets of a coin: the link mutes the coin.
    const coins = entries.map((entry) => ({
      ...entry,
      series: [...entry.series, { ...PRICE, dimension: 'x:OTHER-USD', exchange: 'x' }],
    }));
    const { text: links } = await composeAlertMail(mail(coins), LINKS);
    for (const { name, base } of batch) {
      const muted = coinName(base);
      expect(links).toContain(LINKS.muteUrl(muted, 'day'));
      expect(targetsOf({ name }).named).toContain(targetKey(muted));
    }
  }
}, 60_000);

test('CSV has each, and an import of it makes the same markets', async () => {
  const out = new PassThrough();
  const options = { fromMs: null, toMs: null, metrics: ['price'], dimensions: [], layout: 'long' as const };
  const [csv] = await Promise.all([text(out), exportCsv(world.pool, options, out).finally(() => out.end())]);
  const exported: Record<string, string>[] = parse(csv, { columns: true });
  expect(sorted(exported.map(({ dimension = '' }) => dimension))).toEqual(
    sorted(all.map(({ name }) => name)),
  );

  const small = new Set(all.filter(({ base, quote }) => /^[a-z0-9]*[a-z][a-z0-9]*$/.test(base + quote)));
  for (const market of all) {
    expect(readName(market.name, () => true)).toEqual(market);
    // Where no such market is known, a pair in small letters is a slip.
    if (!small.has(market)) expect(readName(market.name, () => false)).toEqual(market);
  }

  const names = new Set(some.map(({ name }) => name));
  const lines = csv.split('\n').filter((line, i) => i === 0 || names.has(line.split(',')[1] ?? ''));
  const refused: string[] = [];
  const load = (pool: Pool) =>
    importCsv(Readable.from([Buffer.from(lines.join('\n'))]), {
      pool,
      nowMs: LAST_SLOT_MS + 2 * INTERVAL_MS,
      intervalMs: INTERVAL_MS,
      observationRetentionHours: 48,
      refuse: (_, reason) => refused.push(reason),
    });
  expect(await load(world.pool)).toMatchObject({ unchanged: names.size, refused: 0 });
  const other = await testDatabase();
  try {
    await load(other.pool);
    expect(refused.length).toBe(some.filter((market) => small.has(market)).length);
    const { rows } = await other.pool.query<MarketName>('SELECT name, exchange, base, quote FROM dimension');
    const byName = (a: MarketName, b: MarketName) => (a.name < b.name ? -1 : 1);
    expect(rows.toSorted(byName)).toEqual(some.filter((market) => !small.has(market)).toSorted(byName));
  } finally {
    await other.drop();
  }
}, 60_000);
