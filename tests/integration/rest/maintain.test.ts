import { afterAll, beforeAll, expect, test } from 'vitest';
import { maintain } from '@/lib/collect/maintenance/maintain';
import { refreshObservationIndex } from '@/lib/collect/maintenance/refresh-observation-index';
import { DAY_MS, HOUR_MS } from '@/lib/model/time';
import { type TestDatabase, testDatabase } from '@/tests/support/database';

const NOW_MS = Date.UTC(2026, 10, 24, 12);
const KEEP = {
  observationRetentionHours: 48,
  rollupRetentionDays: 90,
  logRetentionDays: 30,
  collectIntervalSeconds: 300,
};

let database: TestDatabase;

beforeAll(async () => {
  database = await testDatabase();
});

afterAll(() => database.drop());

const ago = (ms: number) => new Date(NOW_MS - ms);

async function insertOld(): Promise<void> {
  const { pool } = database;
  await pool.query(
    `INSERT INTO metric (position, name, label, unit, description, has_ratio) VALUES (1, 'price', '', '1', '', true)`,
  );
  await pool.query(
    `INSERT INTO dimension (name, exchange, base, quote, first_seen_at, last_seen_at)
     SELECT 'x:' || i || '-USD', 'x', i::text, 'USD', $1, $1 FROM generate_series(1, 1000) AS i`,
    [ago(60 * DAY_MS)],
  );
  await pool.query(
    `INSERT INTO observation (dimension_id, at, values)
     SELECT id, at, '{1}' FROM dimension CROSS JOIN unnest($1::timestamptz[]) AS at`,
    [[49, 48.5, 48, 47, 0].map((hours) => ago(hours * HOUR_MS))],
  );
  await pool.query(
    `INSERT INTO rejection (dimension_id, at, reason, values)
     SELECT min(id), at, 'sane', '{1}' FROM dimension CROSS JOIN unnest($1::timestamptz[]) AS at GROUP BY at`,
    [[31, 29].map((days) => ago(days * DAY_MS))],
  );
  await pool.query(
    `WITH made AS (
       INSERT INTO collection (slot, interval_seconds, started_at, closed_at)
       SELECT at, 300, at, at FROM unnest($1::timestamptz[]) AS at RETURNING id)
     INSERT INTO source_run (collection_id, exchange, state, elapsed_ms, attempts, listed, priced, stored, refused)
     SELECT id, 'x', 'accepted', 1, 1, 1, 1, 1, 0 FROM made`,
    [[31, 29].map((days) => ago(days * DAY_MS))],
  );
  await pool.query(
    `INSERT INTO rollup_hour (dimension_id, hour, cells)
     SELECT min(id), at, '{1,1,0,1,1,1}'
     FROM dimension CROSS JOIN unnest($1::timestamptz[]) AS at GROUP BY at`,
    [[91, 89].map((days) => ago(days * DAY_MS))],
  );
  await pool.query(
    `INSERT INTO lease (name, holder, fence, expires_at)
     VALUES ('long dead', 'a', 1, $1), ('just expired', 'b', 7, $2)`,
    [ago(2 * DAY_MS), ago(HOUR_MS)],
  );
}

async function count(table: string): Promise<number> {
  const { rows } = await database.pool.query<{ n: number }>(`SELECT count(*)::int AS n FROM ${table}`);
  return rows[0]?.n ?? 0;
}

test('deletes what is older than it is kept, and nothing else', async () => {
  await insertOld();
  expect(await maintain(NOW_MS, database.pool, KEEP)).toEqual({
    // From 48 h ago to the last hour that is over and settled.
    hoursRolledUp: 47,
    observations: 2000,
    rollups: 1,
    rejections: 1,
    collections: 1,
    leases: 1,
    episodes: 0,
    messages: 0,
    mails: 0,
    alerts: 0,
    more: false,
  });
  expect(await count('observation')).toBe(3000);
  expect(await count('rejection')).toBe(1);
  expect(await count('collection')).toBe(1);
  expect(await count('source_run')).toBe(1);
  expect(await count('dimension')).toBe(1000);
  // The hours of the observations 48 and 47 h ago, and the one that is 89 days old.
  expect(await count('rollup_hour')).toBe(2001);
  const leases = await database.pool.query('SELECT name, fence FROM lease');
  expect(leases.rows).toEqual([{ name: 'just expired', fence: '7' }]);
});

test('a second call finds nothing to do', async () => {
  expect(await maintain(NOW_MS, database.pool, KEEP)).toEqual({
    hoursRolledUp: 0,
    observations: 0,
    rollups: 0,
    rejections: 0,
    collections: 0,
    leases: 0,
    episodes: 0,
    messages: 0,
    mails: 0,
    alerts: 0,
    more: false,
  });
});

test('mails that are settled go with the record, and those that wait stay', async () => {
  const { pool } = database;
  const old = new Date(NOW_MS - 31 * 24 * 3_600_000);
  await pool.query(
    `INSERT INTO message_batch (id, payload, priority, state, attempts, created_at, due_at, settled_at)
     VALUES ('00000000-0000-4000-8000-000000000001', NULL, 5, 'sent', 1, $1, $1, $1)`,
    [old],
  );
  await pool.query(
    `INSERT INTO message (kind, priority, "to", subject, html, text, headers, state, batch_id, created_at, due_at, settled_at)
     SELECT 'alert', 5, 'a@example.com', state, '', '', '{}', state, batch, $1, $1, settled
     FROM (VALUES ('sent', '00000000-0000-4000-8000-000000000001'::uuid, $1::timestamptz), ('queued', NULL, NULL))
       AS given (state, batch, settled)`,
    [old],
  );
  expect(await maintain(NOW_MS, pool, KEEP)).toMatchObject({ mails: 1 });
  expect((await pool.query('SELECT state FROM message')).rows).toEqual([{ state: 'queued' }]);
  expect(await count('message_batch')).toBe(0);
});

test('alerts that are over go with the hourly history, also those whose series never returned; open ones stay', async () => {
  const { pool } = database;
  const old = ago(91 * 24 * HOUR_MS);
  await pool.query(
    `INSERT INTO alert (dimension_id, metric, direction, threshold, opened_at, resolved_at, stale_at, opening_value,
       opening_mean, opening_ratio, peak_ratio, peak_at, quality, venues_agreeing, venues_listing)
     SELECT 1, name, 'above', 3, $1, resolved, stale, 4, 1, 4, 4, $1, 0, 0, 0
     FROM (VALUES ('over', $1::timestamptz, NULL), ('stale', NULL, $1), ('open', NULL, NULL),
       ('lately', $2::timestamptz, NULL)) AS given (name, resolved, stale)`,
    [old, ago(HOUR_MS)],
  );
  expect(await maintain(NOW_MS, pool, KEEP)).toMatchObject({ alerts: 2 });
  expect((await pool.query('SELECT metric FROM alert ORDER BY id')).rows).toEqual([
    { metric: 'open' },
    { metric: 'lately' },
  ]);
});

/** When the oldest range of the index begins, ms, after an hour in which something went: only then is it made exact. */
async function oldestRangeMs(): Promise<number> {
  const { pool } = database;
  await pool.query(
    `INSERT INTO observation (dimension_id, at, values) SELECT min(id), $1, '{1}' FROM dimension ON CONFLICT DO NOTHING`,
    [ago(50 * HOUR_MS)],
  );
  await maintain(NOW_MS + 1.5 * HOUR_MS, pool, KEEP);
  await pool.query('VACUUM observation');
  const { rows } = await pool.query<{ value: string }>(
    `SELECT value FROM brin_page_items(get_raw_page('observation_at_brin', 2), 'observation_at_brin')
     WHERE NOT placeholder AND NOT allnulls`,
  );
  expect(rows.length).toBeGreaterThan(0);
  const begins = rows.map(({ value }) => value.replace(/[{}"]/g, '').split(' .. ')[0] ?? '');
  return Math.min(...begins.map((begin) => new Date(begin).getTime()));
}

test('room filled again does not widen the index over time', async () => {
  const { pool } = database;
  await pool.query('VACUUM observation');
  await pool.query(
    `INSERT INTO observation (dimension_id, at, values) SELECT id, $1, '{1}' FROM dimension ON CONFLICT DO NOTHING`,
    [ago(-HOUR_MS)],
  );
  await pool.query('CREATE EXTENSION IF NOT EXISTS pageinspect');
  // While somebody still reads what is gone, the index holds it, too: whoever is just connecting counts as one.
  const reader = await pool.connect();
  try {
    await reader.query('BEGIN ISOLATION LEVEL REPEATABLE READ');
    await reader.query('SELECT count(*) FROM observation');
    expect(await oldestRangeMs()).toBeLessThan(NOW_MS - 47 * HOUR_MS);
  } finally {
    await reader.query('COMMIT');
    reader.release();
  }
  await expect.poll(oldestRangeMs, { timeout: 20_000 }).toBeGreaterThanOrEqual(NOW_MS - 47 * HOUR_MS);
});

test('an index that grew far beyond its table is made anew, and no other', async () => {
  const { pool } = database;
  const file = async () => {
    const { rows } = await pool.query(`SELECT pg_relation_filenode('observation_at_brin') AS node`);
    return rows[0];
  };
  const first = await file();
  await refreshObservationIndex(pool);
  expect(await file()).toEqual(first);
  await refreshObservationIndex(pool, '0');
  expect(await file()).not.toEqual(first);
  await refreshObservationIndex(pool);
});

test('what was observed before a long stop is rolled up before it goes', async () => {
  const { pool } = database;
  await pool.query('TRUNCATE observation, rollup_hour, rolled_hour');
  await pool.query('INSERT INTO rolled_hour (hour, rolled_up_at) VALUES ($1, $1)', [ago(100 * HOUR_MS)]);
  await pool.query(`INSERT INTO observation (dimension_id, at, values) SELECT id, $1, '{7}' FROM dimension`, [
    ago(98.5 * HOUR_MS),
  ]);
  expect(await maintain(NOW_MS, pool, KEEP)).toMatchObject({ observations: 1000, hoursRolledUp: 98 });
  const { rows } = await pool.query(
    'SELECT hour, max(cells[2]) AS mean, count(*)::int FROM rollup_hour GROUP BY 1',
  );
  expect(rows).toEqual([{ hour: ago(99 * HOUR_MS), mean: 7, count: 1000 }]);
});
