import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { METRICS } from '@/lib/model/metrics';
import { HOUR_MS, MINUTE_MS } from '@/lib/model/time';
import { withTransaction } from '@/lib/platform/database';
import { migrate } from '@/lib/platform/database/migrate';
import { ratioOf, readStats, rollUpFinishedHours, syncMetrics } from '@/lib/series';
import { DEMO_READER, enterReader } from '@/scripts/demo/demo-reader';
import { emptyDatabase } from '@/scripts/demo/empty-database';
import { type DemoExchanges, startDemoExchanges } from '@/scripts/demo/exchanges';
import { briefHour } from '@/scripts/demo/history/brief-hour';
import { SLOT_MS, timesBetween } from '@/scripts/demo/history/span';
import { writeHistory } from '@/scripts/demo/history/write-history';
import { type Recordings, readRecordings } from '@/scripts/demo/recordings';
import { parseScenario } from '@/scripts/demo/scenario';
import { createWorld, type World } from '@/scripts/demo/world/world';
import { collectAt } from '@/tests/support/collector';
import { type TestDatabase, testDatabase } from '@/tests/support/database';
import { HOUR_COLUMNS } from '@/tests/support/hour-columns';

const START_MS = Date.UTC(2026, 10, 24, 12, 0);
const SCENARIO = `
  after 1m for 9m: ALGO trades at 4x
  after 1m for 9m: gate shows everything at 10x
  after 11m for 9m: kucoin fails with 503
`;
/** Three hours, of which the last is all that these tests need of single observations. */
const SPAN = {
  briefFromMs: START_MS - 4 * HOUR_MS,
  observedFromMs: START_MS - 2 * HOUR_MS,
  untilMs: START_MS,
};

let recordings: Recordings;
let world: World;
let exchanges: DemoExchanges;
let past: TestDatabase;
let nowMs = START_MS;
const progress: number[] = [];

beforeAll(async () => {
  recordings = await readRecordings();
  world = createWorld({ seed: 1, scenario: parseScenario(SCENARIO, 'test'), startMs: START_MS, recordings });
  exchanges = await startDemoExchanges(world, () => nowMs);
  past = await testDatabase();
  await enterReader(past.pool, START_MS);
  await writeHistory(past.pool, world, SPAN, (done) => progress.push(done), new AbortController().signal);
});

afterAll(async () => {
  await exchanges.close();
  await past.drop();
});

beforeEach(() => {
  nowMs = START_MS;
});

async function collect({ pool }: TestDatabase, atMs: number) {
  nowMs = atMs;
  const outcome = await collectAt({ pool, sourceUrls: exchanges.sourceUrls, nowMs, timeoutMs: 30_000 });
  if (outcome.state !== 'collected') throw new Error(outcome.state);
  return outcome;
}

interface Row {
  name: string;
  at: Date;
  values: (number | null)[];
}

async function observationsOf({ pool }: TestDatabase, fromMs: number): Promise<Row[]> {
  const { rows } = await pool.query<Row>(
    `SELECT d.name, o.at, o.values FROM observation o JOIN dimension d ON d.id = o.dimension_id
     WHERE o.at >= $1 AND o.at < $2 ORDER BY 1, 2`,
    [new Date(fromMs), new Date(START_MS)],
  );
  return rows;
}

async function hourOf({ pool }: TestDatabase, hourMs: number) {
  const { rows } = await pool.query(
    `SELECT d.name, r.count, r.mean, r.min, r.max, r.last FROM ${HOUR_COLUMNS} r JOIN dimension d ON d.id = r.dimension_id
     WHERE r.hour = $1 ORDER BY 1`,
    [new Date(hourMs)],
  );
  return rows;
}

/** The exchange library divides in decimals of 18 places, which leaves a few digits of the smallest prices. */
function expectSame(actual: (number | null)[], expected: (number | null)[], name: string): void {
  expect(actual, name).toHaveLength(expected.length);
  expected.forEach((value, i) => {
    const other = actual[i] ?? null;
    const same = value === null || other === null ? value === other : near(value, other);
    expect(same, `${name} ${METRICS[i]?.name}: ${other} and ${value}`).toBe(true);
  });
}

const near = (a: number, b: number) => Math.abs(a - b) <= 1e-8 * Math.max(Math.abs(a), Math.abs(b), 1e-6);

describe('history', () => {
  test('is what collections at those times would have stored', async () => {
    const collected = await testDatabase();
    const hourMs = START_MS - HOUR_MS;
    for (const slotMs of timesBetween(hourMs, START_MS, SLOT_MS)) await collect(collected, slotMs);
    const [expected, actual] = [await observationsOf(collected, hourMs), await observationsOf(past, hourMs)];
    expect(expected.length).toBeGreaterThan(12 * 1_500);
    expect(actual.map(({ name, at }) => [name, at])).toEqual(expected.map(({ name, at }) => [name, at]));
    expected.forEach(({ name, values }, i) => {
      expectSame(actual[i]?.values ?? [], values, name);
    });

    const range = { fromMs: hourMs, nowMs: START_MS + HOUR_MS, intervalMs: SLOT_MS };
    expect(await rollUpFinishedHours(collected.pool, range)).toBeGreaterThan(0);
    const rolled = await hourOf(collected, hourMs);
    const written = await hourOf(past, hourMs);
    expect(written.map(({ name, count }) => [name, count])).toEqual(
      rolled.map(({ name, count }) => [name, count]),
    );
    rolled.forEach((row, i) => {
      for (const field of ['mean', 'min', 'max', 'last']) expectSame(written[i][field], row[field], row.name);
    });
    await collected.drop();
  }, 120_000);

  test('of long ago has the prices and volumes of such hours, and nothing else', async () => {
    const metrics = await syncMetrics(past.pool, METRICS);
    const markets = world.exchanges.flatMap((exchange) => [...world.markets(exchange)]);
    const hourMs = START_MS - HOUR_MS;
    const idOf = new Map(markets.map(({ market }, i) => [market.name, i + 1]));
    const brief = briefHour(markets, hourMs, idOf, metrics);
    const whole = new Map((await hourOf(past, hourMs)).map((row) => [row.name, row]));
    markets.forEach(({ market }, i) => {
      const row = whole.get(market.name);
      for (const field of ['mean', 'min', 'max', 'last'] as const) {
        for (const [column, { name }] of METRICS.slice(0, brief.metricCount).entries()) {
          const known = name === 'price' || name === 'volume';
          const expected = known ? row[field][column] : Number.NaN;
          expect(brief[field][i * brief.metricCount + column], `${market.name} ${name}`).toBe(expected);
        }
      }
    });
    const { rows } = await past.pool.query(
      `SELECT hour, count(*)::int AS markets FROM rollup_hour GROUP BY 1 ORDER BY 1`,
    );
    expect(rows.map(({ hour, markets: count }) => [hour.getTime(), count])).toEqual(
      [4, 3, 2, 1].map((back) => [START_MS - back * HOUR_MS, markets.length]),
    );
  });

  test('is not computed again by the maintenance, and tells how far it is', async () => {
    const range = { fromMs: SPAN.briefFromMs, nowMs: START_MS + 10 * MINUTE_MS, intervalMs: SLOT_MS };
    expect(await rollUpFinishedHours(past.pool, range)).toBe(0);
    expect(progress).toEqual([...progress].sort((a, b) => a - b));
    expect(progress.at(-1)).toBeCloseTo(1, 9);
  });
});

/** Price / baseline of the markets of this base in dollars: those whose newest observation is of this slot. */
async function ratiosOf(base: string, slotMs: number): Promise<Map<string, number | null>> {
  const metrics = await syncMetrics(past.pool, METRICS);
  const stats = await withTransaction(past.pool, (client) => readStats(client, metrics.length));
  const { rows } = await past.pool.query<{ id: number; name: string }>(
    `SELECT id, name FROM dimension WHERE base = $1 AND quote IN ('USD', 'USDT')`,
    [base],
  );
  const column = metrics.findIndex(({ name }) => name === 'price');
  const seen = rows
    .map(({ id, name }) => ({ name, row: stats.dimensionIds.indexOf(id) }))
    .filter(({ row }) => stats.atMs[row] === slotMs);
  return new Map(seen.map(({ name, row }) => [name, ratioOf(stats, row, column)]));
}

describe('after the history', () => {
  test('calm slots are collected whole, and nothing is refused', async () => {
    const { observations, rejections, sources } = await collect(past, START_MS);
    expect({ observations, rejections }).toEqual({ observations: 6 * 255, rejections: 0 });
    expect(sources.map(({ exchange, state, stored }) => [exchange, state, stored])).toEqual(
      world.exchanges.map((exchange) => [exchange, 'accepted', 255]),
    );
    const ratios = await ratiosOf('ALGO', START_MS);
    expect(ratios.size).toBeGreaterThan(4);
    for (const [name, ratio] of ratios) expect(ratio, name).toBeCloseTo(1, 0);
  });

  test('a real move shows on all venues at once, and false prices of a whole source are refused', async () => {
    const { sources } = await collect(past, START_MS + 5 * MINUTE_MS);
    expect(
      sources.filter(({ state }) => state !== 'accepted').map(({ exchange, state }) => [exchange, state]),
    ).toEqual([['gate', 'rejected']]);
    const ratios = await ratiosOf('ALGO', START_MS + 5 * MINUTE_MS);
    expect([...ratios.keys()]).toEqual(
      expect.arrayContaining(['binance:ALGO-USDT', 'htx:ALGO-USDT', 'kraken:ALGO-USD', 'okx:ALGO-USDT']),
    );
    for (const [name, ratio] of ratios) expect(ratio, name).toBeGreaterThan(3);
  });

  test('the move is an alert on all venues, and the mail about it lies ready for the reader', async () => {
    const alerts = await past.pool.query<{ name: string; opened_at: Date }>(
      `SELECT d.name, a.opened_at FROM alert a JOIN dimension d ON d.id = a.dimension_id
       WHERE a.metric = 'price' AND a.resolved_at IS NULL ORDER BY 1`,
    );
    const names = alerts.rows.map(({ name }) => name);
    expect(names).toEqual(
      expect.arrayContaining(['binance:ALGO-USDT', 'htx:ALGO-USDT', 'kraken:ALGO-USD', 'okx:ALGO-USDT']),
    );
    expect(names.filter((name) => !name.includes(':ALGO-'))).toEqual([]);
    const mails = await past.pool.query('SELECT "to", subject, kind FROM message');
    expect(mails.rows).toEqual([
      {
        to: DEMO_READER,
        subject: expect.stringMatching(/^ALGO price [34]\.\d× its 24 h average on \d exchanges$/),
        kind: 'alert',
      },
    ]);
  });

  test('a source that fails is a failed source, and the others go on', async () => {
    await collect(past, START_MS + 10 * MINUTE_MS);
    const { sources } = await collect(past, START_MS + 15 * MINUTE_MS);
    const kucoin = sources.find(({ exchange }) => exchange === 'kucoin');
    expect(kucoin).toMatchObject({ state: 'failed', stored: 0 });
    expect(kucoin?.reason).toContain('503');
    const { sources: later } = await collect(past, START_MS + 20 * MINUTE_MS);
    expect(later.find(({ exchange }) => exchange === 'kucoin')).toMatchObject({
      state: 'accepted',
      stored: 255,
    });
  });
});

test('the next demo begins with an empty database, even if other migrations made it', async () => {
  const used = await testDatabase();
  await syncMetrics(used.pool, METRICS);
  await used.pool.query(`UPDATE _prisma_migrations SET checksum = 'another'`);
  await emptyDatabase(used.url);
  const { applied } = await migrate(used.pool);
  expect(applied.length).toBeGreaterThan(0);
  expect((await used.pool.query('SELECT FROM metric')).rowCount).toBe(0);
  await used.drop();
});
