import { createWriteStream, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { gunzipSync, gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { rollUpFinishedHours } from '@/lib/series';
import { backup } from '@/scripts/backups/backup';
import { restore } from '@/scripts/backups/restore';
import { CLOSED_MS, FIRST_SLOT_MS, INTERVAL_MS, seed } from '@/tests/integration/rest/seed';
import { type TestDatabase, testDatabase } from '@/tests/support/database';
import { serveApi, type TestServer } from '@/tests/support/server';

const PATHS = [
  '/api/list-metrics',
  '/api/metrics?metric=price&dimension=kraken:BTC-USD',
  '/api/metrics?metric=volume&dimension=kraken:ETH-USD&range=7d',
  '/api/rankings?metric=price',
  '/api/rankings?metric=volume&by=stddev&format=csv',
  '/api/alerts',
  '/api/sources',
  '/api/emails',
];
const ADMIN_TOKEN = 'token-of-this-test-0123456789';
const signal = new AbortController().signal;

let folder: string;
let source: TestDatabase;
let copy: TestDatabase;
let server: TestServer;

beforeAll(async () => {
  vi.useFakeTimers({ toFake: ['Date'], now: CLOSED_MS + 22_000 });
  folder = mkdtempSync(join(tmpdir(), 'tracker-backup-'));
  source = await testDatabase();
  copy = await testDatabase();
  await seed(source.pool);
  await rollUpFinishedHours(source.pool, {
    fromMs: FIRST_SLOT_MS,
    nowMs: CLOSED_MS + 3_600_000,
    intervalMs: INTERVAL_MS,
  });
  await source.pool.query(
    `INSERT INTO subscriber (email, email_key, status, since)
       SELECT i || E'\\t"\\\\N"\\n@example.com', i::text, 'confirmed', now() FROM generate_series(1, 5000) AS i;
     DELETE FROM subscriber WHERE id = 5000;
     INSERT INTO watch (subscriber_id, dimension, threshold, direction) SELECT id, '*:BTC-*', 3, 'above' FROM subscriber;
     INSERT INTO message_batch (id, priority, state, attempts, created_at, due_at)
       VALUES ('00000000-0000-4000-8000-000000000001', 1, 'sent', 1, now(), now());
     INSERT INTO message (kind, priority, "to", subject, html, text, headers, state, batch_id, created_at, due_at)
       VALUES ('alert', 1, 'ä@example.com', '', '', '', '{}', 'sent', '00000000-0000-4000-8000-000000000001', now(), now())`,
  );
});

afterAll(async () => {
  await server.close();
  await copy.drop();
  rmSync(folder, { recursive: true });
  vi.useRealTimers();
});

const fileOf = (name: string) => join(folder, name);
const take = (database: TestDatabase, file: string) =>
  backup(database.pool, createWriteStream(file), { nowMs: CLOSED_MS, signal, progress: () => undefined });
const bringBack = (database: TestDatabase, bytes: Buffer) =>
  restore(database.pool, () => Readable.from(bytes, { objectMode: false }), {
    signal,
    progress: () => undefined,
  });

/** The API as a new process over this database answers it. */
async function answersOver({ url }: TestDatabase) {
  Reflect.deleteProperty(globalThis, Symbol.for('crypto-metrics-tracker.singletons'));
  server = await serveApi(url, { ADMIN_TOKEN });
  const headers = { authorization: `Bearer ${ADMIN_TOKEN}` };
  const answers = PATHS.map(async (path) => {
    const response = await fetch(`${server.origin}${path}`, { headers });
    return { path, status: response.status, etag: response.headers.get('etag'), body: await response.text() };
  });
  return Promise.all(answers);
}

/** Every row of every table, keys, indexes, and where numbering goes on. */
async function contentsOf({ pool }: TestDatabase): Promise<Record<string, unknown>> {
  const { rows } = await pool.query<{ name: string }>(
    `SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public' ORDER BY 1`,
  );
  const contents: Record<string, unknown> = {};
  for (const { name } of rows) {
    const columns = name === '_prisma_migrations' ? 'migration_name, checksum' : '*';
    contents[name] = (
      await pool.query(`SELECT t::text AS row FROM (SELECT ${columns} FROM "${name}") AS t ORDER BY 1`)
    ).rows;
  }
  const all = async (sql: string) => (await pool.query(sql)).rows;
  return {
    ...contents,
    keys: await all(`SELECT conrelid::regclass::text AS table, conname, pg_get_constraintdef(oid) AS made
      FROM pg_constraint WHERE connamespace = 'public'::regnamespace ORDER BY 1, 2`),
    indexes: await all(`SELECT indexdef FROM pg_indexes WHERE schemaname = 'public' ORDER BY 1`),
    sequences: await all(
      `SELECT sequencename, last_value FROM pg_sequences WHERE schemaname = 'public' ORDER BY 1`,
    ),
  };
}

test('what was destroyed is brought back: the API answers as before, to the byte', async () => {
  const file = fileOf('whole.gz');
  const [answers, contents] = [await answersOver(source), await contentsOf(source)];
  expect(answers.map(({ status }) => status)).toEqual(PATHS.map(() => 200));
  const rows = await take(source, file);
  expect(rows).toBeGreaterThan(10_000);
  await server.close();
  await source.drop();

  expect(await bringBack(copy, readFileSync(file))).toEqual({
    at: new Date(CLOSED_MS).toISOString(),
    tables: Object.keys(contents).length - 4,
    rows,
  });
  expect(await contentsOf(copy)).toEqual(contents);
  expect(await answersOver(copy)).toEqual(answers);
}, 120_000);

test('a backup that cannot be written ends, and leaves the database free', async () => {
  await expect(take(copy, '/dev/full')).rejects.toThrow('ENOSPC');
  expect((await copy.pool.query('SELECT 1 AS n')).rows).toEqual([{ n: 1 }]);
});

test('a number that was given once is not given again', async () => {
  const { rows } = await copy.pool.query(
    `INSERT INTO subscriber (email, email_key, status, since) VALUES ('new', 'new', 'confirmed', now()) RETURNING id`,
  );
  expect(rows).toEqual([{ id: 5001 }]);
});

describe('a file that cannot be taken leaves everything as it was', () => {
  const whole = () => readFileSync(fileOf('whole.gz'));
  const unpacked = () => gunzipSync(whole());
  const flipped = (bytes: Buffer) => {
    const changed = Buffer.from(bytes);
    changed[changed.length >> 1] = (changed[changed.length >> 1] ?? 0) ^ 1;
    return changed;
  };

  test.each([
    ['cut short', () => whole().subarray(0, whole().length - 20), 'is cut short; nothing was changed'],
    ['cut short before it was packed', () => gzipSync(unpacked().subarray(0, -5)), 'is cut short'],
    ['cut within a frame', () => gzipSync(unpacked().subarray(0, -1_000)), 'is cut short'],
    ['damaged by a bit', () => flipped(whole()), 'is damaged or no backup'],
    ['something else', () => gzipSync('at,dimension\n'), 'is no backup'],
    ['not packed', () => Buffer.from('at,dimension\n'), 'is damaged or no backup'],
    ['empty', () => Buffer.alloc(0), 'cut short'],
    [
      'of a later version',
      () => {
        const bytes = unpacked();
        const name = Buffer.from('20261124090000_init');
        bytes.write('20261124090000_next', bytes.indexOf(name), 'latin1');
        return gzipSync(bytes);
      },
      'the backup is of a later version (it has 20261124090000_next): update the tracker, then restore it',
    ],
  ])('%s', async (_, bytes, says) => {
    const before = await contentsOf(copy);
    await expect(bringBack(copy, bytes())).rejects.toThrow(says);
    expect(await contentsOf(copy)).toEqual(before);
  });
});
