import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Pool } from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { maintain } from '@/lib/collect/maintenance/maintain';
import { reportRebases } from '@/lib/incidents';
import { readPresences } from '@/lib/incidents/episodes/read-presences';
import { watch } from '@/lib/incidents/watch';
import { METRICS } from '@/lib/model/metrics';
import { MINUTE_MS } from '@/lib/model/time';
import { prismaOver, withTransaction } from '@/lib/platform/database';
import { type TestDatabase, testDatabase } from '@/tests/support/database';
import { startRecordedExchange } from '@/tests/support/exchange/recorded-exchange';
import type { LoopbackExchange } from '@/tests/support/exchange/server';
import { type Monitored, slotAt, watchSettings } from '@/tests/support/monitored';

const START_MS = Date.UTC(2026, 10, 24, 12);
const SLOT_MS = 5 * MINUTE_MS;
const DAY_MS = 24 * 60 * MINUTE_MS;
// Not one that is asked again, which would take its time.
const FORBIDDEN = { status: 403, body: '<html>Forbidden</html>' };

// None of them stamps its markets: at the time of these tests the recordings are years old.
const EXCHANGES = ['bigone', 'gemini', 'htx'] as const;
let exchanges: Record<string, LoopbackExchange>;
let database: TestDatabase;
let world: Monitored;
let slot: number;

beforeAll(async () => {
  process.env.LOG_LEVEL = 'silent';
  // The library's import takes long, and is no part of what is tested.
  await import('ccxt');
});

beforeEach(async () => {
  database = await testDatabase();
  exchanges = {};
  for (const id of EXCHANGES) exchanges[id] = await startRecordedExchange(id);
  world = {
    pool: database.pool,
    sourceUrls: Object.fromEntries(Object.entries(exchanges).map(([id, { origin }]) => [id, origin])),
    settings: watchSettings(EXCHANGES),
    memory: { open: [], badSinceMs: {} },
  };
  slot = 0;
});

afterEach(async () => {
  await Promise.all(Object.values(exchanges).map((exchange) => exchange.close()));
  await database.drop();
});

/** The next slots, one after the other; what each told. */
async function slots(count: number): Promise<string[][]> {
  const told: string[][] = [];
  for (let i = 0; i < count; i++) told.push(await slotAt(world, START_MS + slot++ * SLOT_MS));
  return told;
}

/** These fail from now on: what is listed is known, but no ticker comes. */
async function breakDown(...ids: (typeof EXCHANGES)[number][]): Promise<void> {
  for (const id of ids) exchanges[id]?.reply('*', FORBIDDEN);
}

/** These are themselves again, under a new address. */
async function repair(...ids: (typeof EXCHANGES)[number][]): Promise<void> {
  for (const id of ids) {
    await exchanges[id]?.close();
    const again = await startRecordedExchange(id);
    exchanges[id] = again;
    world.sourceUrls[id] = again.origin;
  }
}

const look = (nowMs: number) => watch(nowMs, database.pool, world.settings, world.memory);

async function mailbox() {
  const { rows } = await database.pool.query(
    'SELECT recipient, subject, text, at FROM mailbox_message ORDER BY id',
  );
  return rows;
}

describe('one source that fails', () => {
  test('is told after three slots, once a day while it lasts, and once when it is back', async () => {
    expect(await slots(3)).toEqual([[], [], []]);
    await breakDown('gemini');
    expect(await slots(5)).toEqual([[], [], ['gemini fails'], [], []]);
    const lastMs = START_MS + (slot - 1) * SLOT_MS;
    const noticedMs = START_MS + 5 * SLOT_MS;
    expect((await look(lastMs + MINUTE_MS)).notices).toEqual([]);
    // Without a collection for a day it is overdue too, which is another matter.
    expect((await look(noticedMs + DAY_MS - 1)).notices).toEqual([
      'No collection has ended for more than 15 min',
    ]);
    expect((await look(noticedMs + DAY_MS)).notices).toEqual(['Still so: gemini fails']);
    expect((await look(noticedMs + DAY_MS + MINUTE_MS)).notices).toEqual([]);
    await repair('gemini');
    slot = 300;
    expect(await slots(4)).toEqual([
      ['Over: collections end in time again'],
      [],
      ['Over: gemini is well'],
      [],
    ]);
    const messages = await mailbox();
    expect(messages).toHaveLength(5);
    expect(messages[0]).toMatchObject({
      recipient: 'operator@example.com',
      subject: 'gemini fails',
      at: new Date(noticedMs),
    });
    expect(messages[0].text).toMatch(
      /^gemini fails: HTTP 403.*\. Since 12:15 UTC on 24 November 2026, 10 min ago\./,
    );
    const { rows } = await database.pool.query(
      `SELECT subject, since, noticed_at, reminded_at, ended_at FROM episode WHERE kind = 'source'`,
    );
    expect(rows).toEqual([
      {
        subject: 'gemini',
        since: new Date(START_MS + 3 * SLOT_MS),
        noticed_at: new Date(noticedMs),
        reminded_at: new Date(noticedMs + DAY_MS),
        ended_at: new Date(START_MS + 302 * SLOT_MS),
      },
    ]);
  });

  test('and is taken out of the settings is not spoken of again', async () => {
    await breakDown('gemini');
    expect((await slots(4)).flat()).toEqual(['gemini fails']);
    world.settings.sources = ['bigone', 'htx'];
    expect((await look(START_MS + 3 * DAY_MS)).notices).toEqual([
      'No collection has ended for more than 15 min',
    ]);
    const { rows } = await database.pool.query(
      `SELECT FROM episode WHERE kind = 'source' AND ended_at IS NULL`,
    );
    expect(rows).toEqual([]);
  });
});

test('all sources that fail together are one notice, and so is their return', async () => {
  await slots(1);
  await breakDown(...EXCHANGES);
  expect((await slots(5)).flat()).toEqual(['All 3 sources are in trouble']);
  await repair(...EXCHANGES);
  expect((await slots(4)).flat()).toEqual(['Over: all 3 sources are well again']);
  expect(await mailbox()).toHaveLength(2);
});

test('processes that look at the same time tell once', async () => {
  await breakDown('gemini');
  await slots(2);
  world.settings = { ...world.settings, sources: [] };
  await slots(1);
  world.settings = { ...world.settings, sources: [...EXCHANGES] };
  const nowMs = START_MS + 2 * SLOT_MS;
  const told = await Promise.all(Array.from({ length: 5 }, () => look(nowMs)));
  expect(told.flatMap(({ notices }) => notices)).toEqual(['gemini fails']);
});

test('what is told and that it was told are one: a mailbox that takes nothing leaves it to the next look', async () => {
  await breakDown('gemini');
  await slots(2);
  await database.pool.query('ALTER TABLE mailbox_message ADD CONSTRAINT full_up CHECK (false)');
  await expect(slots(1)).rejects.toThrow();
  expect((await database.pool.query('SELECT FROM episode')).rowCount).toBe(0);
  await database.pool.query('ALTER TABLE mailbox_message DROP CONSTRAINT full_up');
  const nowMs = START_MS + 2 * SLOT_MS;
  expect((await look(nowMs)).notices).toEqual(['gemini fails']);
  expect((await look(nowMs)).notices).toEqual([]);
});

describe('a collection that is overdue', () => {
  test('is told once, by whoever looks, and once when it is over', async () => {
    await slots(1);
    expect((await look(START_MS + 3 * SLOT_MS)).notices).toEqual([]);
    const late = START_MS + 3 * SLOT_MS + 1;
    expect((await look(late)).notices).toEqual(['No collection has ended for more than 15 min']);
    expect((await look(late + MINUTE_MS)).notices).toEqual([]);
    slot = 10;
    expect((await slots(1)).flat()).toEqual(['Over: collections end in time again']);
  });

  test('also where none has ever ended', async () => {
    await database.pool.query(
      'INSERT INTO collection (slot, interval_seconds, started_at) VALUES ($1, 300, $1)',
      [new Date(START_MS)],
    );
    expect((await look(START_MS + 3 * SLOT_MS)).notices).toEqual([]);
    expect((await look(START_MS + 4 * SLOT_MS)).notices).toEqual([
      'No collection has ended for more than 15 min',
    ]);
  });

  test('but not before the first was tried', async () => {
    expect((await look(START_MS)).notices).toEqual([]);
  });
});

test('a disk that is nearly full is told', async () => {
  world.settings = { ...world.settings, dataDir: tmpdir(), diskFullPercent: 0 };
  expect((await look(START_MS)).notices).toEqual([
    expect.stringMatching(/^The disk is at \d+ % used, [\d.]+ GiB free$/),
  ]);
  world.settings.diskFullPercent = 1000;
  expect((await look(START_MS)).notices).toEqual([expect.stringMatching(/^Over: the disk is at/)]);
});

describe('a metric', () => {
  test('that vanishes from a source which goes on is told', async () => {
    await slots(1);
    const { rows } = await database.pool.query<{ exchange: string; counts: number[] }>(
      'SELECT exchange, value_counts AS counts FROM source_run ORDER BY 1',
    );
    const known = await database.pool.query<{ name: string; position: number }>(
      'SELECT name, position FROM metric',
    );
    const position = (name: string) => known.rows.find((metric) => metric.name === name)?.position ?? 0;
    const countOf = (exchange: string, name: string) =>
      rows.find((row) => row.exchange === exchange)?.counts[position(name) - 1];
    expect(countOf('bigone', 'price')).toBe(44);
    expect(countOf('gemini', 'price')).toBe(57);
    expect(countOf('bigone', 'bid')).toBeGreaterThan(40);
    // A day in which every source sent what it sent in that slot.
    await database.pool.query(
      `WITH made AS (
         INSERT INTO collection (slot, interval_seconds, started_at, closed_at)
         SELECT at, 300, at, at FROM generate_series(1, 20) AS i, LATERAL (SELECT $1::timestamptz + i * interval '5 min' AS at) AS t
         RETURNING id)
       INSERT INTO source_run (collection_id, exchange, state, elapsed_ms, attempts, listed, priced, stored, refused, value_counts)
       SELECT made.id, exchange, state, elapsed_ms, attempts, listed, priced, stored, refused, value_counts
       FROM made CROSS JOIN source_run`,
      [new Date(START_MS)],
    );
    const bids = async (from: number, values: string) =>
      database.pool.query(
        `UPDATE source_run s SET value_counts[$1] = ${values} FROM collection c
         WHERE c.id = s.collection_id AND s.exchange = 'bigone' AND c.slot > $2`,
        [position('bid'), new Date(START_MS + from * SLOT_MS)],
      );
    const nowMs = START_MS + 20 * SLOT_MS;
    expect((await look(nowMs)).notices).toEqual([]);
    await bids(18, '0');
    expect((await look(nowMs)).notices).toEqual([]);
    await bids(17, '0');
    expect((await look(nowMs)).notices).toEqual(['bigone no longer sends bid for any market']);
    expect((await look(nowMs)).notices).toEqual([]);
    await bids(17, '3');
    expect((await look(nowMs)).notices).toEqual(['Over: bigone sends bid again']);
  });
});

test("a metric that needs other exchanges is no exchange's to send", async () => {
  await slots(1);
  const { rows } = await database.pool.query<{ name: string }>(
    `SELECT DISTINCT m.name FROM source_run s, metric m WHERE s.value_counts[m.position] = -1`,
  );
  const derived = METRICS.filter(({ needsPeers }) => needsPeers);
  expect(rows.map(({ name }) => name)).toEqual(derived.map(({ name }) => name));
  const presences = await readPresences(prismaOver(database.pool), ['bigone', 'gemini'], START_MS);
  expect(presences.filter(({ metric }) => metric === 'price')).toHaveLength(2);
  expect(presences.filter(({ metric }) => derived.some(({ name }) => name === metric))).toEqual([]);
});

test('a rebase is told once, from the transaction that found it', async () => {
  const rebase = { dimension: 'gate:BTC3L-USDT', atMs: START_MS, says: 'its steps agree with 3 peers' };
  const report = () => withTransaction(database.pool, (client) => reportRebases(client, [rebase]));
  await report();
  expect((await look(START_MS)).notices).toEqual(['gate:BTC3L-USDT has changed its level for good']);
  await report();
  expect((await look(START_MS + SLOT_MS)).notices).toEqual([]);
});

test('what is over goes with the log, what lasts stays', async () => {
  await database.pool.query(
    `INSERT INTO episode (kind, subject, since, detail, noticed_at, ended_at)
     VALUES ('source', 'a', $1, '', $1, $1), ('source', 'b', $1, '', $1, NULL), ('source', 'c', $1, '', $1, $2)`,
    [new Date(START_MS - 31 * DAY_MS), new Date(START_MS - 29 * DAY_MS)],
  );
  const keep = {
    observationRetentionHours: 48,
    rollupRetentionDays: 90,
    logRetentionDays: 30,
    collectIntervalSeconds: 300,
  };
  expect(await maintain(START_MS, database.pool, keep)).toMatchObject({ episodes: 1 });
  expect((await database.pool.query('SELECT subject FROM episode ORDER BY 1')).rows).toEqual([
    { subject: 'b' },
    { subject: 'c' },
  ]);
});

describe('a database that is away', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'tracker-mailbox-'));
  });
  afterAll(() => rm(folder, { recursive: true }));

  test('is told past it, once as it goes and once as it comes', async () => {
    const settings = { ...world.settings, dataDir: folder, diskFullPercent: 1000 };
    const nowhere = new Pool({ connectionString: 'postgresql://x@127.0.0.1:1/x', max: 2 });
    const at = (minute: number, pool = nowhere) =>
      watch(START_MS + minute * MINUTE_MS, pool, settings, world.memory);
    expect(await at(0)).toEqual({ database: 'unreachable', notices: [] });
    expect(await at(1)).toEqual({ database: 'unreachable', notices: ['The database does not answer'] });
    expect((await at(2)).notices).toEqual([]);
    expect((await at(3, database.pool)).notices).toEqual(['Over: the database answers again']);
    const files = (await readdir(join(folder, 'mailbox'))).sort();
    const kept = await Promise.all(files.map((file) => readFile(join(folder, 'mailbox', file), 'utf8')));
    expect(kept.map((text) => JSON.parse(text))).toMatchObject([
      {
        at: '2026-11-24T12:01:00.000Z',
        recipient: 'operator@example.com',
        subject: 'The database does not answer',
      },
      { at: '2026-11-24T12:03:00.000Z', subject: 'Over: the database answers again' },
    ]);
    expect(await mailbox()).toEqual([]);
    await nowhere.end();
  });

  test('is not what a pool without a free connection is', async () => {
    const small = new Pool({ connectionString: database.url, max: 1, connectionTimeoutMillis: 2_000 });
    const taken = await small.connect();
    const at = (minute: number) => watch(START_MS + minute * MINUTE_MS, small, world.settings, world.memory);
    expect((await at(0)).notices).toEqual([]);
    expect((await at(1)).notices).toEqual(['All 1 database connections of this server are in use']);
    taken.release();
    expect((await at(2)).notices).toEqual(['Over: database connections are free again']);
    await small.end();
  });
});
