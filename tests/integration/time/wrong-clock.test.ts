import { hostname } from 'node:os';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { isClockConfirmed } from '@/lib/incidents';
import { readClockTroubles } from '@/lib/incidents/clock-trouble';
import { recentCollections } from '@/lib/incidents/recent-collections';
import { watch } from '@/lib/incidents/watch';
import { DAY_MS, HOUR_MS } from '@/lib/model/time';
import { prismaOver } from '@/lib/platform/database';
import { judgeHealth } from '@/lib/queries/judge-health';
import { baselineOf, readStats, rollUpFinishedHours } from '@/lib/series';
import { type TestDatabase, testDatabase } from '@/tests/support/database';
import { watchSettings } from '@/tests/support/monitored';
import { collectAt, collectSlots, INTERVAL_MS, stamped } from './world';

const FROM_MS = Date.UTC(2026, 10, 2);
/** Ten hours; for the comparison with a twin, more than a day, so that values leave the window. */
const SLOTS = 40;
const MORE_THAN_A_DAY = 104;
const at = (slot: number) => FROM_MS + slot * INTERVAL_MS + 2_000;

let database: TestDatabase;

beforeEach(async () => {
  database = await testDatabase();
  await collectSlots(database.pool, FROM_MS, SLOTS);
});
afterEach(() => database.drop());

const rowsOf = async (sql: string, from = database) => (await from.pool.query(sql)).rows;

/** Mean and deviation of each series, to nine digits: they are computed in another order. */
async function baselines({ pool }: TestDatabase): Promise<unknown[]> {
  const client = await pool.connect();
  const stats = await readStats(client, 13);
  client.release();
  return Array.from(stats.dimensionIds, (id, row) =>
    Array.from({ length: 13 }, (_, column) => {
      const found = baselineOf(stats, row, column);
      return found && [id, column, found.count, found.mean.toPrecision(9), found.stddev.toFixed(5)];
    }),
  );
}

/** What readers see, but for ids: each table in full, floats to ten digits. */
async function contents(from: TestDatabase): Promise<Record<string, unknown[]>> {
  const digits = (column: string) =>
    `(SELECT array_agg(to_char(v, '9.999999999EEEE') ORDER BY n) FROM unnest(${column}) WITH ORDINALITY AS u (v, n))`;
  return {
    slots: await rowsOf('SELECT slot, observations FROM collection ORDER BY slot', from),
    observations: await rowsOf('SELECT * FROM observation ORDER BY dimension_id, at', from),
    rejections: await rowsOf('SELECT dimension_id, at, reason FROM rejection ORDER BY 1, 2, 3', from),
    latest: await rowsOf(
      `SELECT dimension_id, at, ${digits('latest')} AS latest, encode(count, 'hex') AS count,
         quality FROM dimension_stats ORDER BY 1`,
      from,
    ),
    baselines: await baselines(from),
    hours: await rowsOf('SELECT hour FROM rolled_hour ORDER BY 1', from),
    rollups: await rowsOf(
      `SELECT dimension_id, hour, ${digits('cells')} AS cells FROM rollup_hour ORDER BY 1, 2`,
      from,
    ),
    alerts: await rowsOf(
      `SELECT dimension_id, metric, opened_at, resolved_at, closing_value FROM alert ORDER BY 1, 2, 3`,
      from,
    ),
    runs: await rowsOf(
      `SELECT c.slot, s.exchange, s.state FROM source_run s JOIN collection c ON c.id = s.collection_id ORDER BY 1, 2`,
      from,
    ),
  };
}

describe.each([
  ['2 hours', 2 * HOUR_MS],
  ['3 days', 3 * DAY_MS],
])('after a clock that was %s ahead for five slots', (_, leadMs) => {
  const lead = leadMs / INTERVAL_MS;
  const rollUp = (from: TestDatabase, nowMs: number) =>
    rollUpFinishedHours(from.pool, { fromMs: FROM_MS, nowMs, intervalMs: INTERVAL_MS });

  test('all is as if it had never been ahead', async () => {
    const twin = await testDatabase();
    try {
      const last = MORE_THAN_A_DAY;
      await collectSlots(database.pool, FROM_MS + SLOTS * INTERVAL_MS, last - SLOTS);
      expect(await collectSlots(database.pool, FROM_MS + (last + lead) * INTERVAL_MS, 5)).toEqual(
        Array.from({ length: 5 }, () => 'collected'),
      );
      await rollUp(database, at(last + lead + 5));
      const first = await collectAt(database.pool, at(last + 5));
      expect(first).toMatchObject({
        state: 'collected',
        setAside: expect.stringContaining('stored data was dated ahead of the clock'),
      });
      await collectSlots(database.pool, FROM_MS + (last + 6) * INTERVAL_MS, 20);
      await rollUp(database, at(last + 30));

      await collectSlots(twin.pool, FROM_MS, last);
      await collectSlots(twin.pool, FROM_MS + (last + 5) * INTERVAL_MS, 21);
      await rollUp(twin, at(last + 30));
      const [actual, expected] = [await contents(database), await contents(twin)];
      for (const [table, rows] of Object.entries(expected)) {
        expect(rows.length, table).toBeGreaterThan(table === 'rejections' || table === 'alerts' ? -1 : 0);
        expect(actual[table], table).toEqual(rows);
      }
    } finally {
      await twin.drop();
    }
  });

  test('health says so until it is set aside, the operator hears of it once, and all is well again', async () => {
    await collectSlots(database.pool, FROM_MS + (SLOTS + lead) * INTERVAL_MS, 3);
    const nowMs = at(SLOTS + 3);
    const health = async (ms: number) => {
      const prisma = prismaOver(database.pool);
      const [recent, clocks] = [await recentCollections(prisma), await readClockTroubles(prisma)];
      return judgeHealth({ recent, clocks, backlog: { waiting: 0, oldestMs: null } }, ms);
    };
    expect(await health(nowMs)).toMatchObject({
      status: 'down',
      summary: expect.stringContaining("ahead of this machine's clock"),
      collection: { overdue: true },
    });
    await collectAt(database.pool, nowMs);
    expect(await health(nowMs)).toMatchObject({ status: 'ok', summary: 'All is well.' });
    const look = () => watch(nowMs, database.pool, watchSettings([]), { open: [], badSinceMs: {} });
    expect((await look()).notices).toEqual([
      expect.stringMatching(/^Stored data was dated ahead of the clock, up to /),
    ]);
    expect((await look()).notices).toEqual([]);
  });

  test('it deletes nothing that is old only by that clock', async () => {
    expect(await isClockConfirmed(database.pool, at(SLOTS))).toBe(true);
    expect(await isClockConfirmed(database.pool, at(SLOTS) + leadMs)).toBe(false);
  });
});

describe('two machines with clocks that differ', () => {
  const honest = (nowMs: number) => ({ databaseClock: async () => nowMs });

  test.each([
    ['2 h ahead', 2 * HOUR_MS],
    ['2 h behind', -2 * HOUR_MS],
  ])('the one that is %s of the database steps back, and they do not fight', async (_, leadMs) => {
    for (let slot = SLOTS; slot < SLOTS + 6; slot++) {
      const wrong = await collectAt(database.pool, at(slot) + leadMs, honest(at(slot)));
      expect(wrong).toMatchObject({ state: 'wrong clock' });
      const right = await collectAt(database.pool, at(slot), honest(at(slot)));
      expect(right).toMatchObject({ state: 'collected', setAside: null });
    }
    expect(await rowsOf('SELECT count(*)::int AS n FROM collection')).toEqual([{ n: SLOTS + 6 }]);
  });

  test('what the wrong one stored before the other began is set aside once', async () => {
    const nowMs = at(SLOTS + 20);
    const early = await collectAt(database.pool, nowMs + 2 * HOUR_MS, honest(nowMs));
    expect(early.state).toBe('collected');
    const first = await collectAt(database.pool, nowMs, honest(nowMs));
    expect(first).toMatchObject({ state: 'collected', setAside: expect.any(String) });
    const again = await collectAt(database.pool, nowMs + 2 * HOUR_MS + INTERVAL_MS, honest(nowMs + 2000));
    expect(again.state).toBe('wrong clock');
  });

  test('health and the operator name the machine, and hear when it is right again', async () => {
    const look = (ms: number) => watch(ms, database.pool, watchSettings([]), { open: [], badSinceMs: {} });
    await collectAt(database.pool, at(SLOTS) + 2 * HOUR_MS, honest(at(SLOTS)));
    const [trouble] = await readClockTroubles(prismaOver(database.pool));
    expect(trouble).toMatchObject({
      machine: hostname(),
      says: expect.stringContaining('the clock is 2 h ahead of'),
    });
    expect((await look(at(SLOTS))).notices).toEqual([
      `On ${hostname()} the clock is 2 h ahead of the clocks of the database and of the machine that collected last`,
    ]);
    await collectAt(database.pool, at(SLOTS), honest(at(SLOTS)));
    expect((await look(at(SLOTS))).notices).toEqual([`Over: the clock of ${hostname()} is right again`]);
  });
});

describe('a clock that is far behind at the start', () => {
  const count = () => rowsOf('SELECT count(*)::int AS n FROM observation');

  test.each([
    ['an hour, in slots that were collected', -4],
    ['a year, where nothing was collected', -365 * 96],
  ])('by %s, and nobody to tell: nothing is lost', async (_, slots) => {
    const before = await count();
    const outcome = await collectAt(database.pool, at(SLOTS + slots));
    expect(['done', 'collected']).toContain(outcome.state);
    const [{ n }] = before;
    expect((await count())[0].n).toBeGreaterThanOrEqual(n);
  });

  test('stores nothing while exchanges send a later time, and goes on when it is right', async () => {
    const before = await count();
    const readSources = async () => stamped(at(SLOTS));
    const outcome = await collectAt(database.pool, at(SLOTS - 300), { readSources });
    expect(outcome).toMatchObject({ state: 'wrong clock', says: expect.stringContaining('3 days behind') });
    expect(await count()).toEqual(before);
    expect(await collectAt(database.pool, at(SLOTS), { readSources })).toMatchObject({
      state: 'collected',
      setAside: null,
    });
  });
});

test('a restart in a slot that is closed already sets slots of the future aside, where exchanges back its clock', async () => {
  await collectAt(database.pool, at(SLOTS + 8));
  const nowMs = at(SLOTS - 1) + 60_000;
  const outcome = await collectAt(database.pool, nowMs, { readSources: async () => stamped(nowMs) });
  expect(outcome).toMatchObject({ state: 'done', setAside: expect.any(String) });
  expect(await rowsOf('SELECT max(slot) AS newest FROM collection')).toEqual([
    { newest: new Date(FROM_MS + (SLOTS - 1) * INTERVAL_MS) },
  ]);
});
