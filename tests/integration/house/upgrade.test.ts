import { cpSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough, Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { pipeline } from 'node:stream/promises';
import { from as copyFrom, to as copyTo } from 'pg-copy-streams';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { migrate } from '@/lib/platform/database/migrate';
import { type Metric, rollUpFinishedHours } from '@/lib/series';
import { postgresReader } from '@/lib/series/postgres/postgres-reader';
import { backup } from '@/scripts/backups/backup';
import { restore } from '@/scripts/backups/restore';
import { type TestDatabase, testDatabase } from '@/tests/support/database';
import { HOUR_COLUMNS } from '@/tests/support/hour-columns';
import { enter, record, storedStats } from '@/tests/support/series-world';

const MIGRATIONS = 'prisma/migrations';
const NAMES = readdirSync(MIGRATIONS)
  .filter((name) => /^\d{14}_/.test(name))
  .sort();
const START_MS = Date.UTC(2026, 10, 20);
const INTERVAL_MS = 600_000;
const SLOTS = 200;
const LAST_MS = START_MS + (SLOTS - 1) * INTERVAL_MS;

let today: TestDatabase;
let metrics: Metric[];
let ids: number[];

/** What two markets show in a slot; the second one is sometimes away, and its volume is unknown for hours. */
const seenAt = (i: number) =>
  ids
    .filter((_, n) => n === 0 || i % 7 !== 3)
    .map((id, n) => ({
      id,
      values: [id * (10 + Math.sin(i)), n === 1 && i % 60 < 20 ? Number.NaN : 5 + (i % 11)],
    }));

const recordSlot = (database: TestDatabase, i: number) =>
  record(database.pool, metrics, { atMs: START_MS + i * INTERVAL_MS, intervalMs: INTERVAL_MS }, seenAt(i));

beforeAll(async () => {
  today = await testDatabase();
  ({ metrics, ids } = await enter(today.pool, ['price', 'volume'], ['A', 'B']));
  for (let i = 0; i < SLOTS; i++) await recordSlot(today, i);
  await rollUpFinishedHours(today.pool, { fromMs: START_MS, nowMs: LAST_MS, intervalMs: INTERVAL_MS });
  await today.pool.query(
    `INSERT INTO collection (slot, interval_seconds, started_at, closed_at, observations)
       VALUES ('${new Date(LAST_MS).toISOString()}', 600, now(), now(), 2);
     INSERT INTO source_run (collection_id, exchange, state, elapsed_ms, attempts, listed, priced, stored, refused)
       VALUES (1, 'x', 'partial', 12, 1, 3, 2, 2, 1);
     INSERT INTO rejection (dimension_id, at, reason, values) VALUES (1, '2026-11-21T01:00Z', 'uncorroborated', '{100}');
     INSERT INTO market_list (exchange, listed_at, markets) VALUES ('x', now(), '[{"a": 1}]');
     INSERT INTO lease (name, holder, fence, expires_at) VALUES ('collect', 'a', 7, '2026-11-21T01:00Z');
     INSERT INTO subscriber (email, email_key, status, since) VALUES ('Ä@example.com', 'ä@example.com', 'confirmed', now());
     INSERT INTO watch (subscriber_id, dimension, threshold, direction) VALUES (1, '*:A-*', 3, 'above');
     INSERT INTO message (kind, priority, "to", subject, html, text, headers, state, created_at, due_at)
       VALUES ('confirm', 1, 'ä@example.com', 's', E'<p>\\n\\t\\\\</p>', 't', '{}', 'queued', now(), now());`,
  );
});

afterAll(() => today.drop());

async function columnsOf({ pool }: TestDatabase): Promise<Map<string, string[]>> {
  const { rows } = await pool.query<{ table: string; columns: string[] }>(
    `SELECT table_name AS table, array_agg(quote_ident(column_name) ORDER BY ordinal_position)::text[] AS columns
     FROM information_schema.columns WHERE table_schema = 'public' AND table_name <> '_prisma_migrations'
     GROUP BY 1 ORDER BY 1`,
  );
  return new Map(rows.map(({ table, columns }) => [table, columns]));
}

/** What stands in a FROM for a table with these columns. */
const sourceOf = (table: string, columns: readonly string[]) =>
  table === 'rollup_hour' && columns.includes('mean') ? `${HOUR_COLUMNS} h` : table;

/** A database as these migrations left it, with all of today's data that it had a place for. */
async function databaseOf(names: readonly string[]): Promise<TestDatabase> {
  const old = await testDatabase({ empty: true });
  const folder = mkdtempSync(join(tmpdir(), 'tracker-upgrade-'));
  for (const name of names) cpSync(join(MIGRATIONS, name), join(folder, name), { recursive: true });
  await migrate(old.pool, folder);
  rmSync(folder, { recursive: true });
  const [target, source] = [await old.pool.connect(), await today.pool.connect()];
  // The order of tables would matter to foreign keys.
  await target.query('BEGIN; SET LOCAL session_replication_role = replica');
  for (const [table, columns] of await columnsOf(old)) {
    const out = `COPY (SELECT ${columns} FROM ${sourceOf(table, columns)}) TO STDOUT`;
    await pipeline(
      source.query(copyTo(out)),
      target.query(copyFrom(`COPY ${table} (${columns}) FROM STDIN`)),
    );
  }
  await target.query('COMMIT');
  target.release();
  source.release();
  return old;
}

const QUIETLY = { signal: new AbortController().signal, progress: () => undefined };

async function backupOf({ pool }: TestDatabase): Promise<Buffer> {
  const file = new PassThrough();
  const [bytes] = await Promise.all([buffer(file), backup(pool, file, { nowMs: LAST_MS, ...QUIETLY })]);
  return bytes;
}

async function rowsIn({ pool }: TestDatabase, table: string, columns: readonly string[]): Promise<string[]> {
  const { rows } = await pool.query<{ row: string }>(
    `SELECT (t.*)::text AS row FROM (SELECT ${columns} FROM ${sourceOf(table, columns)}) AS t ORDER BY 1`,
  );
  return rows.map(({ row }) => row);
}

const answers = async ({ pool }: TestDatabase) => {
  const reader = postgresReader(pool, () => LAST_MS);
  const { stats, ...snapshot } = await reader.snapshot();
  const ids = [...snapshot.rowOf.keys()];
  const series = ids.flatMap((id) => metrics.map(({ position }) => [id, position] as const));
  return {
    snapshot,
    stats,
    points: await Promise.all(series.map((of) => reader.points(...of, START_MS, LAST_MS))),
    hours: await Promise.all(series.map((of) => reader.hours(...of, START_MS, LAST_MS))),
    rejected: await Promise.all(series.map((of) => reader.rejected(...of, START_MS, LAST_MS))),
  };
};

describe.each(NAMES.map((name, i) => [name, NAMES.slice(0, i + 1)] as const))(
  'a database as %s left it',
  (last, names) => {
    let old: TestDatabase;
    let had: Map<string, string[]>;
    let file: Buffer;

    beforeAll(async () => {
      old = await databaseOf(names);
      had = await columnsOf(old);
      file = await backupOf(old);
      expect((await migrate(old.pool)).applied).toEqual(NAMES.slice(names.length));
    });

    afterAll(() => old.drop());

    test('keeps every row of every table', async () => {
      let kept = 0;
      for (const [table, columns] of had) {
        const [expected, actual] = [await rowsIn(today, table, columns), await rowsIn(old, table, columns)];
        expect(actual, table).toEqual(expected);
        kept += actual.length;
      }
      expect(kept).toBeGreaterThan(300);
    });

    test('keeps them in a backup as well, which is restored and brought to today', async () => {
      const restored = await testDatabase({ empty: true });
      const { tables } = await restore(
        restored.pool,
        () => Readable.from(file, { objectMode: false }),
        QUIETLY,
      );
      expect(tables).toBe(had.size);
      const [now, then] = [await columnsOf(restored), await columnsOf(old)];
      expect(now).toEqual(then);
      for (const [table, columns] of now) {
        expect(await rowsIn(restored, table, columns), table).toEqual(await rowsIn(old, table, columns));
      }
      await restored.drop();
    });

    test('answers as one that was always of today', async () => {
      // What was not rolled up in the first days is rolled up by the first maintenance.
      await rollUpFinishedHours(old.pool, { fromMs: START_MS, nowMs: LAST_MS, intervalMs: INTERVAL_MS });
      const expected = await answers(today);
      expect(await answers(old)).toEqual(expected);
      expect(expected.hours.map(({ count }) => count.length)).toEqual([33, 33, 33, 21]);
    });

    test('goes on as if nothing had been', async () => {
      const expected = await storedStats(today.pool, metrics);
      const actual = await storedStats(old.pool, metrics);
      expect(actual).toEqual(expected);
      const next = await recordSlot(old, SLOTS);
      expect(next.count[0], last).toBe(144);
    });
  },
);
