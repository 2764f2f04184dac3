import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { migrate } from '@/lib/db/migrate';
import { type TestDatabase, testDatabase } from '@/tests/support/database';

let database: TestDatabase;
let folder: string;
beforeEach(async () => {
  database = await testDatabase({ empty: true });
  folder = mkdtempSync(join(tmpdir(), 'tracker-migrations-'));
});
afterEach(async () => {
  rmSync(folder, { recursive: true });
  await database.drop();
});

function write(name: string, sql: string): void {
  mkdirSync(join(folder, name), { recursive: true });
  writeFileSync(join(folder, name, 'migration.sql'), sql);
}

const count = async (table: string) => (await database.pool.query(`SELECT FROM ${table}`)).rowCount;

test('the migrations of this project are applied in order, once', async () => {
  const names = readdirSync('prisma/migrations')
    .filter((name) => /^\d{14}_/.test(name))
    .sort();
  expect(await migrate(database.pool)).toEqual({ applied: names });
  expect(await migrate(database.pool)).toEqual({ applied: [] });
});

test('each is recorded as `prisma migrate deploy` records it', async () => {
  write('20260101000000_first', 'CREATE TABLE a (n int)');
  await migrate(database.pool, folder);
  const { rows } = await database.pool.query('SELECT * FROM _prisma_migrations');
  expect(rows).toEqual([
    {
      id: expect.stringMatching(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/),
      checksum: createHash('sha256').update('CREATE TABLE a (n int)').digest('hex'),
      finished_at: expect.any(Date),
      migration_name: '20260101000000_first',
      logs: null,
      rolled_back_at: null,
      started_at: expect.any(Date),
      applied_steps_count: 1,
    },
  ]);
});

test('only the new ones are applied later', async () => {
  write('20260101000000_first', 'CREATE TABLE a (n int)');
  await migrate(database.pool, folder);
  write('20260102000000_second', 'CREATE TABLE b (n int)');
  expect(await migrate(database.pool, folder)).toEqual({ applied: ['20260102000000_second'] });
});

test('a file that was changed after it had been applied is refused, and nothing else is done', async () => {
  write('20260101000000_first', 'CREATE TABLE a (n int)');
  await migrate(database.pool, folder);
  write('20260101000000_first', 'CREATE TABLE a (n bigint)');
  write('20260102000000_second', 'CREATE TABLE b (n int)');
  await expect(migrate(database.pool, folder)).rejects.toThrow(
    'migration 20260101000000_first was changed after it had been applied to this database: put its file back as it was, and write the change as a new migration',
  );
  await expect(count('b')).rejects.toThrow('does not exist');
});

test('one that fails leaves nothing behind, and can be applied when it is mended', async () => {
  write('20260101000000_first', 'CREATE TABLE a (n int); INSERT INTO nowhere VALUES (1)');
  await expect(migrate(database.pool, folder)).rejects.toThrow(
    'migration 20260101000000_first failed, nothing of it was kept: relation "nowhere" does not exist',
  );
  await expect(count('a')).rejects.toThrow('does not exist');
  write('20260101000000_first', 'CREATE TABLE a (n int)');
  expect(await migrate(database.pool, folder)).toEqual({ applied: ['20260101000000_first'] });
});

test('one that `prisma migrate` left half done is refused', async () => {
  write('20260101000000_first', 'CREATE TABLE a (n int)');
  await migrate(database.pool, folder);
  await database.pool.query('UPDATE _prisma_migrations SET finished_at = NULL');
  await expect(migrate(database.pool, folder)).rejects.toThrow(
    'npx prisma migrate resolve --rolled-back 20260101000000_first',
  );
});

test('several processes may migrate at once', async () => {
  write('20260101000000_first', 'CREATE TABLE a (n int); INSERT INTO a VALUES (1)');
  write('20260102000000_second', 'INSERT INTO a VALUES (2)');
  const all = await Promise.all(Array.from({ length: 5 }, () => migrate(database.pool, folder)));
  expect(all.flatMap(({ applied }) => applied).sort()).toEqual([
    '20260101000000_first',
    '20260102000000_second',
  ]);
  expect(await count('a')).toBe(2);
});
