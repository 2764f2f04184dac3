import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { migrate, readMigrations } from '@/lib/platform/database/migrate';
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

describe('a checkout with the line ends of Windows', () => {
  const UNIX = 'CREATE TABLE a (n int);\n-- two\nCREATE TABLE b (n int);\n';
  const WINDOWS = UNIX.replaceAll('\n', '\r\n');
  const recorded = async () => {
    const { rows } = await database.pool.query<{ checksum: string }>(
      'SELECT checksum FROM _prisma_migrations',
    );
    return rows.map(({ checksum }) => checksum);
  };

  test('records what every other checkout records', async () => {
    write('20260101000000_first', WINDOWS);
    await migrate(database.pool, folder);
    expect(await recorded()).toEqual([createHash('sha256').update(UNIX).digest('hex')]);
  });

  test.each([
    [UNIX, WINDOWS],
    [WINDOWS, UNIX],
    [WINDOWS, WINDOWS],
  ])('goes on where Prisma left off on another: %j, then %j', async (before, now) => {
    write('20260101000000_first', before);
    await migrate(database.pool, folder);
    // Prisma hashes the bytes of the file.
    const asPrisma = createHash('sha256').update(before).digest('hex');
    await database.pool.query('UPDATE _prisma_migrations SET checksum = $1', [asPrisma]);
    write('20260101000000_first', now);
    expect(await migrate(database.pool, folder)).toEqual({ applied: [] });
  });
});

test('git leaves the line ends of the migrations alone, whatever its user has set', async () => {
  const git = promisify(execFile);
  const run = (...args: string[]) =>
    git('git', ['-c', 'core.autocrlf=true', '-c', 'user.name=a', '-c', 'user.email=a@a', ...args], {
      cwd: folder,
    });
  cpSync('.gitattributes', join(folder, '.gitattributes'));
  cpSync('prisma', join(folder, 'prisma'), { recursive: true });
  cpSync('public/icon-192.png', join(folder, 'icon.png'));
  await run('init', '-q');
  await run('add', '.');
  await run('commit', '-qm', 'all');
  rmSync(join(folder, 'prisma'), { recursive: true });
  rmSync(join(folder, 'icon.png'));
  await run('checkout', '-q', '.');
  for (const { name, checksum } of await readMigrations()) {
    const file = readFileSync(join(folder, 'prisma/migrations', name, 'migration.sql'));
    expect(createHash('sha256').update(file).digest('hex'), name).toBe(checksum);
  }
  expect(readFileSync(join(folder, 'icon.png'))).toEqual(readFileSync('public/icon-192.png'));
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
