import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { DAY_MS } from '@/lib/model/time';
import { type Source, sourceReportSchema } from '@/lib/queries/exchanges/source-report';
import { announceCollection } from '@/lib/series';
import { type TestDatabase, testDatabase } from '@/tests/support/database';
import { serveApi, type TestServer } from '@/tests/support/server';

const NOW_MS = Date.UTC(2026, 10, 24, 12);

let database: TestDatabase;
let server: TestServer;

beforeAll(async () => {
  vi.useFakeTimers({ toFake: ['Date'], now: NOW_MS });
  database = await testDatabase();
  server = await serveApi(database.url, { SOURCES: 'kraken,okx,gate', SOURCE_TIMEOUT: '10' });
});

afterAll(async () => {
  await server.close();
  await database.drop();
  vi.useRealTimers();
});

beforeEach(() => database.pool.query('TRUNCATE collection, rejection, dimension, dimension_stats CASCADE'));

/** What an exchange did in a slot, by a letter: healthy, slow, partial, empty, rejected, failing. */
const RUNS: Record<string, { state: string; elapsedMs: number; listed: number; priced: number }> = {
  h: { state: 'accepted', elapsedMs: 100, listed: 9, priced: 9 },
  s: { state: 'accepted', elapsedMs: 9_000, listed: 9, priced: 9 },
  p: { state: 'partial', elapsedMs: 100, listed: 9, priced: 4 },
  e: { state: 'failed', elapsedMs: 100, listed: 9, priced: 0 },
  r: { state: 'rejected', elapsedMs: 100, listed: 9, priced: 9 },
  f: { state: 'failed', elapsedMs: 100, listed: 0, priced: 0 },
};

/** One slot a letter, the last at NOW_MS. */
async function collect(exchanges: Record<string, string>, intervalSeconds: number): Promise<void> {
  const slots = Math.max(...Object.values(exchanges).map((letters) => letters.length));
  const rows = Array.from({ length: slots }, (_, i) => ({
    slot: new Date(NOW_MS - (slots - 1 - i) * intervalSeconds * 1000),
    runs: Object.entries(exchanges).map(([exchange, letters]) => ({
      exchange,
      ...RUNS[letters[i] ?? 'h'],
    })),
  }));
  await database.pool.query(
    `WITH slots AS (SELECT * FROM jsonb_to_recordset($1) AS r (slot timestamptz, runs jsonb)),
     collected AS (INSERT INTO collection (slot, interval_seconds, started_at, closed_at)
       SELECT slot, $2, slot, slot FROM slots RETURNING id, slot)
     INSERT INTO source_run (collection_id, exchange, state, reason, elapsed_ms, attempts, listed, priced, stored, refused)
     SELECT c.id, r.exchange, r.state, CASE r.state WHEN 'failed' THEN 'HTTP 502' END, r."elapsedMs", 1, r.listed,
       r.priced, r.priced, 0
     FROM slots JOIN collected c USING (slot), jsonb_to_recordset(slots.runs)
       AS r (exchange text, state text, "elapsedMs" int, listed int, priced int)`,
    [JSON.stringify(rows), intervalSeconds],
  );
  const { rows: closed } = await database.pool.query('SELECT max(id) AS id FROM collection');
  const newest = { id: closed[0]?.id, revision: 0, slotMs: NOW_MS, closedAtMs: NOW_MS, intervalSeconds };
  announceCollection(newest, NOW_MS);
}

async function read(): Promise<Record<string, Source>> {
  const answer = await fetch(`${server.origin}/api/sources`);
  const { sources } = sourceReportSchema.parse(await answer.json());
  return Object.fromEntries(sources.map((source) => [source.exchange, source]));
}

const before = (seconds: number) => new Date(NOW_MS - seconds * 1000).toISOString();

// Ten seconds: a cell of the strip holds thirty slots, and shows the worst of them.
const CHANGES: [history: string, state: string, secondsAgo: number][] = [
  ['hhhhf', 'failing', 0],
  ['hhhff', 'failing', 10],
  ['fffhh', 'well', 10],
  ['fhhhhhhhhhh', 'well', 90],
  [`${'f'.repeat(80)}${'h'.repeat(40)}`, 'well', 390],
  [`${'h'.repeat(80)}${'r'.repeat(40)}`, 'rejected', 390],
  ['rrrrp', 'partial', 0],
  ['hhsse', 'silent', 0],
  ['ppss', 'late', 10],
  ['h', 'well', 0],
  ['f', 'failing', 0],
];

test.each(CHANGES)('slots %s: %s since the slot it changed in', async (history, state, secondsAgo) => {
  await collect({ kraken: history, okx: 'h'.repeat(history.length) }, 10);
  expect((await read()).kraken).toMatchObject({ state, since: before(secondsAgo) });
});

test('the change is unknown only where all of the last day was of that state', async () => {
  await collect({ kraken: 'h'.repeat(289), okx: `f${'h'.repeat(288)}` }, 300);
  const { kraken, okx } = await read();
  expect(kraken).toMatchObject({ state: 'well', since: null });
  expect(okx).toMatchObject({ state: 'well', since: null });
  expect(Date.parse(before(300 * 288))).toBe(NOW_MS - DAY_MS);
});

test('a slot in which no exchange answers is a gap of every strip, and ends nothing', async () => {
  await collect({ kraken: 'fhhfh', okx: 'hhhfh', gate: 'hhhfh' }, 300);
  const { kraken, okx } = await read();
  expect(kraken).toMatchObject({ state: 'well', since: before(900) });
  expect(kraken?.strip.slice(-5).map(({ state }) => state)).toEqual([
    'failing',
    'well',
    'well',
    null,
    'well',
  ]);
  expect(okx).toMatchObject({ state: 'well', since: before(1200) });
});

test('while no exchange answers, the reason names this server, not the exchange', async () => {
  await collect({ kraken: 'hhff', okx: 'hhff' }, 300);
  const reason = 'no exchange answered, so this server or its network is the likely cause: HTTP 502';
  for (const source of Object.values(await read())) {
    expect(source).toMatchObject({ state: 'failing', since: before(300), reason });
    expect(source.strip.slice(-3).map(({ state }) => state)).toEqual(['well', null, null]);
  }
});

test('the very first collection is a stall: since then, not for more than a day', async () => {
  await collect({ kraken: 'f', okx: 'f' }, 300);
  expect((await read()).kraken).toMatchObject({ state: 'failing', since: before(0) });
});

test('the only exchange of an installation that fails is itself at fault', async () => {
  await collect({ kraken: 'hf' }, 300);
  const { kraken } = await read();
  expect(kraken).toMatchObject({ state: 'failing', reason: 'HTTP 502' });
  expect(kraken?.strip.at(-1)?.state).toBe('failing');
});

test('the examples of a rule are its furthest values, not its newest', async () => {
  await collect({ gate: 'hhhhh', kraken: 'hhhhh' }, 300);
  const { pool } = database;
  await pool.query(`INSERT INTO metric (position, name, label, unit, description, has_ratio)
    VALUES (1, 'price', 'Price', 'quote currency', 'Last trade.', true) ON CONFLICT DO NOTHING`);
  await pool.query(
    `INSERT INTO dimension (id, name, exchange, base, quote, first_seen_at, last_seen_at)
     SELECT i, 'gate:C' || i || '-USDT', 'gate', 'C' || i, 'USDT', $1, $1 FROM generate_series(1, 5) AS i`,
    [new Date(NOW_MS)],
  );
  await pool.query(
    `INSERT INTO dimension_stats (dimension_id, at, latest, count, mean, mean_low, m2, m2_peak, stddev_rank, cv_rank,
       quality, venues_agreeing, venues_listing)
     SELECT i, $1, ARRAY[100], '', '', '', '', '', '', '', 0, 0, 0 FROM generate_series(1, 5) AS i`,
    [new Date(NOW_MS)],
  );
  // It lied for three slots, by 2x to 10x, and says the truth in the last two, which are rejected with the rest.
  await pool.query(
    `INSERT INTO rejection (dimension_id, at, reason, values)
     SELECT i, $1::timestamptz - s * interval '5 min', 'whole-source',
       ARRAY[CASE WHEN s < 2 THEN 100 ELSE 100 * i * 2 END]
     FROM generate_series(1, 5) AS i, generate_series(0, 4) AS s`,
    [new Date(NOW_MS)],
  );
  const [rejection] = (await read()).gate?.rejections ?? [];
  expect(rejection).toMatchObject({ reason: 'whole-source', count: 25 });
  expect(rejection?.examples.map(({ dimension, value }) => [dimension, value])).toEqual([
    ['gate:C5-USDT', 1000],
    ['gate:C4-USDT', 800],
    ['gate:C3-USDT', 600],
  ]);
});
