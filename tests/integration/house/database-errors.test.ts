import { PrismaPg } from '@prisma/adapter-pg';
import { Client, Pool } from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { PrismaClient } from '@/lib/platform/database/generated/client';
import { limitStatements } from '@/lib/platform/database/pool';
import { withTransaction } from '@/lib/platform/database/transaction';
import { isDatabaseUnavailable } from '@/lib/platform/database/unavailable';
import { freePort } from '@/server/postgres';
import { type TestDatabase, testDatabase } from '@/tests/support/database';

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
  await database.pool.query('CREATE TABLE t (n int)');
});
afterAll(() => database.drop());

const count = async () => (await database.pool.query('SELECT FROM t')).rowCount;
const errorOf = (work: Promise<unknown>) =>
  work.then(
    () => null,
    (error: unknown) => error,
  );

describe('a statement outside a transaction', () => {
  test('that hangs is given up as if the database were away, and its connection with it', async () => {
    const pool = new Pool({ connectionString: database.url, max: 1 });
    limitStatements(pool, 50);
    for (const statement of ['SELECT pg_sleep(30)', { text: 'SELECT pg_sleep($1)', values: [30] }]) {
      const error = await errorOf(pool.query(statement));
      expect(isDatabaseUnavailable(error), String(error)).toBe(true);
      expect(pool.totalCount).toBe(0);
    }
    await pool.end();
  });

  test('is asked as before, with its values', async () => {
    const pool = new Pool({ connectionString: database.url, max: 1 });
    limitStatements(pool, 30_000);
    expect((await pool.query('SELECT $1::int AS n', [1])).rows).toEqual([{ n: 1 }]);
    expect((await pool.query({ text: 'SELECT $1::int', values: [2], rowMode: 'array' })).rows).toEqual([[2]]);
    await expect(pool.query('SELECT 1/0')).rejects.toThrow('division by zero');
    await pool.end();
  });

  test('does not limit those inside one', async () => {
    const pool = new Pool({ connectionString: database.url, max: 1 });
    limitStatements(pool, 50);
    const work = withTransaction(pool, (client) => client.query('SELECT 1 AS n FROM pg_sleep(0.3)'));
    expect((await work).rows).toEqual([{ n: 1 }]);
    await pool.end();
  });
});

describe('a transaction', () => {
  test('keeps all of its work', async () => {
    const result = await withTransaction(database.pool, async (client) => {
      await client.query('INSERT INTO t VALUES (1), (2)');
      return 'done';
    });
    expect([result, await count()]).toEqual(['done', 2]);
  });

  test('keeps nothing if it throws, and passes the error on', async () => {
    const before = await count();
    const work = withTransaction(database.pool, async (client) => {
      await client.query('INSERT INTO t VALUES (3)');
      throw new Error('changed my mind');
    });
    await expect(work).rejects.toThrow('changed my mind');
    expect(await count()).toBe(before);
  });

  test('lets no statement take longer than it may, and leaves the connection as it was', async () => {
    const pool = new Pool({ connectionString: database.url, max: 1 });
    const work = withTransaction(pool, (client) => client.query('SELECT pg_sleep(30)'), 50);
    await expect(work).rejects.toThrow('statement timeout');
    expect((await pool.query('SHOW statement_timeout')).rows).toEqual([{ statement_timeout: '0' }]);
    await pool.end();
  });

  test('is ended by the server when its process does nothing for a minute, as a frozen one does', async () => {
    const shown = await withTransaction(database.pool, (client) =>
      client.query('SHOW idle_in_transaction_session_timeout'),
    );
    expect(shown.rows).toEqual([{ idle_in_transaction_session_timeout: '1min' }]);
  });

  test('does not give a broken connection back to the pool', async () => {
    const pool = new Pool({ connectionString: database.url, max: 1 });
    pool.on('error', () => undefined);
    const work = withTransaction(pool, async (client) => {
      const { rows } = await client.query<{ pid: number }>('SELECT pg_backend_pid() AS pid');
      await database.pool.query('SELECT pg_terminate_backend($1)', [rows[0]?.pid]);
      await client.query('SELECT 1');
    });
    expect(isDatabaseUnavailable(await errorOf(work))).toBe(true);
    expect((await pool.query('SELECT 1 AS n')).rows).toEqual([{ n: 1 }]);
    await pool.end();
  });
});

describe('the database is unavailable', () => {
  test('when nobody listens, by pg and by Prisma', async () => {
    const url = `postgresql://u:p@127.0.0.1:${await freePort()}/x`;
    const prisma = new PrismaClient({ adapter: new PrismaPg({ connectionString: url }) });
    const errors = await Promise.all([
      errorOf(new Client({ connectionString: url }).connect()),
      errorOf(prisma.metric.findMany()),
      errorOf(prisma.$queryRaw`SELECT 1`),
    ]);
    expect(errors.map(isDatabaseUnavailable)).toEqual([true, true, true]);
  });

  test('when no connection is free in time', async () => {
    const pool = new Pool({ connectionString: database.url, max: 1, connectionTimeoutMillis: 500 });
    const taken = await pool.connect();
    expect(isDatabaseUnavailable(await errorOf(pool.query('SELECT 1')))).toBe(true);
    taken.release();
    await pool.end();
  });

  test('when it is not there, or not migrated yet', async () => {
    const elsewhere = new Client({ connectionString: database.url.replace(/test_\w+$/, 'nowhere') });
    expect(isDatabaseUnavailable(await errorOf(elsewhere.connect()))).toBe(true);
    expect(isDatabaseUnavailable(await errorOf(database.pool.query('SELECT FROM not_migrated')))).toBe(true);
  });

  test('when it has no room, or may only be read, by pg and by Prisma', async () => {
    const prisma = new PrismaClient({ adapter: new PrismaPg({ connectionString: database.url }) });
    const raises = (code: string) => `DO $$ BEGIN RAISE 'full' USING ERRCODE = '${code}'; END $$`;
    const readOnly = withTransaction(database.pool, async (client) => {
      await client.query('SET LOCAL transaction_read_only = on');
      await client.query('INSERT INTO t VALUES (4)');
    });
    const errors = await Promise.all([
      errorOf(database.pool.query(raises('53100'))),
      errorOf(prisma.$executeRawUnsafe(raises('53100'))),
      errorOf(database.pool.query(raises('53200'))),
      errorOf(readOnly),
    ]);
    expect(errors.map(isDatabaseUnavailable)).toEqual([true, true, true, true]);
    await prisma.$disconnect();
  });

  test('when the error was passed on as a cause', () => {
    const refused = Object.assign(new Error('no'), { code: 'ECONNREFUSED' });
    expect(isDatabaseUnavailable(new Error('reading failed', { cause: refused }))).toBe(true);
  });

  test('but not when a statement is wrong, a row is refused, or something else broke', async () => {
    const wrong = await Promise.all(
      ['SELEC', 'SELECT 1 / 0', "INSERT INTO lease (name) VALUES ('a')"].map((sql) =>
        errorOf(database.pool.query(sql)),
      ),
    );
    expect(
      [...wrong, new Error('ECONNREFUSED'), 'ECONNREFUSED', null].map(isDatabaseUnavailable),
    ).not.toContain(true);
  });
});
