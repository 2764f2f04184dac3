import { afterAll, beforeAll, expect, test } from 'vitest';
import { enqueueNotice } from '@/app/api/cron/deliver/notice-mail';
import { postNotices } from '@/lib/incidents';
import { type TestDatabase, testDatabase } from '@/tests/support/database';

let database: TestDatabase;

beforeAll(async () => {
  database = await testDatabase();
  await database.pool.query(
    `INSERT INTO mailbox_message (at, recipient, subject, text) VALUES
       (now(), 'ops@example.com', 'kraken fails', E'kraken fails: HTTP 502.\\n\\nWhat to do: wait.'),
       (now(), NULL, 'of before', 'nobody was named')`,
  );
});

afterAll(() => database.drop());

const post = () => postNotices(database.pool, enqueueNotice('https://metrics.example.com'));
const count = async (table: string) =>
  (await database.pool.query(`SELECT count(*)::int AS n FROM ${table}`)).rows[0].n;

test('a notice that cannot be handed over stays', async () => {
  const broken = postNotices(database.pool, async () => {
    throw new Error('the outbox is full');
  });
  await expect(broken).rejects.toThrow('the outbox is full');
  expect(await count('mailbox_message')).toBe(2);
});

test('notices become mails once, by any number of posters; those to nobody stay', async () => {
  expect((await Promise.all([post(), post(), post()])).reduce((sum, n) => sum + n)).toBe(1);
  const { rows } = await database.pool.query('SELECT "to", subject, text FROM message');
  expect(rows).toEqual([
    { to: 'ops@example.com', subject: 'kraken fails', text: expect.stringContaining('What to do: wait.') },
  ]);
  expect(await count('mailbox_message')).toBe(1);
});
