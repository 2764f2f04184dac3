import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { getDistribution, getPeers, getProfile } from '@/lib/queries';
import { hoursOfLastDay, type SeriesReader, type Snapshot } from '@/lib/series';
import { postgresReader } from '@/lib/series/postgres/postgres-reader';
import { type TestDatabase, testDatabase } from '@/tests/support/database';
import { seedMarkets } from '@/tests/support/seed';
import { CASES } from '@/tests/support/seed/markets';

const NOW_MS = Date.UTC(2026, 10, 24, 12, 1);

let database: TestDatabase;
let reader: SeriesReader;
let snapshot: Snapshot;

beforeAll(async () => {
  database = await testDatabase();
  await seedMarkets(database.pool, NOW_MS);
  reader = postgresReader(database.pool, () => NOW_MS);
  snapshot = await reader.snapshot();
});

afterAll(() => database.drop());

const market = (name: string) => {
  const found = snapshot.dimensionByName.get(name);
  if (found === undefined) throw new Error(`no market ${name}`);
  return found;
};
const metric = (name: string) => {
  const found = snapshot.metricByName.get(name);
  if (found === undefined) throw new Error(`no metric ${name}`);
  return found;
};

describe('the last day of every metric of a market', () => {
  test('has 25 hours each, the newest last, as the observations have them', async () => {
    const profile = await getProfile(CASES.usual, reader);
    expect(profile.map((one) => one.metric)).toEqual(snapshot.metrics.map(({ name }) => name));
    const { position } = metric('price');
    const { fromMs, toMs, hours } = hoursOfLastDay(snapshot.collection?.slotMs ?? 0);
    const { atMs, values } = await reader.points(market(CASES.usual).id, position, fromMs, toMs);
    const line = profile.find((one) => one.metric === 'price')?.line;
    expect(hours).toBe(25);
    const six = (value: number | undefined) => (value === undefined ? null : Number(value.toPrecision(6)));
    for (let hour = 0; hour < hours; hour++) {
      const own = [...values].filter((_, i) => Math.floor(((atMs[i] ?? 0) - fromMs) / 3_600_000) === hour);
      expect([line?.values[hour], line?.low[hour], line?.high[hour]]).toEqual([
        six(own.at(-1)),
        six(own.length === 0 ? undefined : Math.min(...own)),
        six(own.length === 0 ? undefined : Math.max(...own)),
      ]);
    }
  });

  test('is empty where nothing was seen', async () => {
    const priceOf = async (name: string) =>
      (await getProfile(name, reader)).find((one) => one.metric === 'price')?.line.values ?? [];
    expect((await priceOf(CASES.gap)).filter((value) => value === null).length).toBeGreaterThanOrEqual(1);
    expect((await priceOf(CASES.stale)).slice(-5)).toEqual(Array(5).fill(null));
  });

  test('is read once a collection, by one query for all metrics', async () => {
    const query = vi.spyOn(database.pool, 'query');
    await getProfile(CASES.jump, reader);
    await getProfile(CASES.jump, reader);
    expect(query).toHaveBeenCalledTimes(1);
    query.mockRestore();
  });

  test('of an unknown market names the nearest', async () => {
    await expect(getProfile('kraken:BTC-USDX', reader)).rejects.toThrow('Did you mean kraken:BTC-USD');
  });
});

describe('the same pair on other venues', () => {
  test('is quoted in the same class, elsewhere, with its premium', () => {
    const peers = getPeers(snapshot, market(CASES.usual), metric('price'));
    expect(peers.map(({ dimension }) => dimension.name)).toEqual([
      'binance:BTC-USDT',
      'gate:BTC-USDT',
      'okx:BTC-USDT',
    ]);
    const { stats, rowOf } = snapshot;
    const price = (name: string) => stats.latest[(rowOf.get(market(name).id) ?? 0) * stats.metricCount] ?? 0;
    expect(peers[2]?.premium).toBeCloseTo(price('okx:BTC-USDT') / price(CASES.usual) - 1, 12);
    expect(peers[2]).toMatchObject({ latest: price('okx:BTC-USDT'), quality: 'good' });
  });

  test('of a metric without a ratio has none, and its premium is of the price all the same', () => {
    const [peer] = getPeers(snapshot, market(CASES.usual), metric('change'));
    expect(peer?.ratio).toBeNull();
    expect(Math.abs(peer?.premium ?? 1)).toBeLessThan(0.1);
  });

  test('is nowhere where nobody else lists it', () => {
    expect(getPeers(snapshot, market(CASES.alone), metric('price'))).toEqual([]);
  });
});

describe('the spread of deviations', () => {
  test('counts every ranked market once', () => {
    const { position } = metric('price');
    for (const by of ['stddev', 'cv'] as const) {
      expect(getDistribution(snapshot, 'price', by)?.of).toBe(snapshot.ranked[by][position - 1]);
    }
  });

  test('is worked out once for a snapshot', () => {
    expect(getDistribution(snapshot, 'spread', 'cv')).toBe(getDistribution(snapshot, 'spread', 'cv'));
  });
});
