import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { CLOCK_TOLERANCE_MS } from '@/lib/collect/clock/judge-clock';
import { STORED_TIMES } from '@/lib/collect/clock/stored-times';
import { readSources } from '@/lib/collect/exchanges';
import { HOUR_MS } from '@/lib/model/time';
import { pauseMs, takePlace } from '@/lib/outbox/pace';
import { countOne } from '@/lib/platform/count';
import { takeLease } from '@/lib/platform/database';
import { deliverTo, frozenClock, message, put } from '@/tests/integration/outbox/world';
import { type TestDatabase, testDatabase } from '@/tests/support/database';
import { memoryMarketLists } from '@/tests/support/exchange/memory-market-lists';
import { startRecordedExchange } from '@/tests/support/exchange/recorded-exchange';
import { startResend } from '@/tests/support/resend/server';
import { collectAt, collectSlots, INTERVAL_MS } from './world';

const FROM_MS = Date.UTC(2026, 10, 2);
const NOW_MS = FROM_MS + 20 * INTERVAL_MS + 2_000;
const LEADS = [
  ['2 hours', 2 * HOUR_MS],
  ['3 days', 72 * HOUR_MS],
] as const;

interface Column {
  table: string;
  column: string;
  type: string;
}

/** Words that a check of the schema asks for. */
const WORDS: Record<string, string> = {
  'alert.direction': 'above',
  'alert_mail.kind': 'alert',
  'baseline_restart.reason': 'rebase',
  'episode.kind': 'rebase',
  'message.state': 'queued',
  'message_batch.state': 'open',
  'notification.kind': 'begin',
  'source_run.state': 'accepted',
  'subscriber.status': 'pending',
  'watch.direction': 'above',
  'watched_series.direction': 'above',
};

/** A value of this type, as SQL. */
function sqlValue({ table, column, type }: Column): string {
  if (type === 'timestamp with time zone[]') return 'ARRAY[$1::timestamptz]';
  if (type.startsWith('timestamp')) return '$1::timestamptz';
  const word = WORDS[`${table}.${column}`];
  if (word !== undefined) return `'${word}'`;
  if (type === 'uuid') return `'00000000-0000-4000-8000-000000000001'`;
  if (/^(.*_)?id$/.test(column)) return `'1000000'`;
  if (table === 'watched_series' && column === 'ranges') {
    const ms = `(extract(epoch FROM $1::timestamptz) * 1000)::bigint`;
    const range = (openedMs: string) =>
      `jsonb_build_object('openedMs', ${openedMs}, 'closedMs', ${ms}, 'peakAtMs', ${ms})`;
    return `jsonb_build_array(${range('1')}, ${range(ms)})`;
  }
  if (type === 'jsonb') return `'{}'`;
  if (type === 'bytea') return `'\\x'`;
  if (type.endsWith('[]')) return `'{}'`;
  return type === 'boolean' ? 'true' : `'2'`;
}

async function columnsOf({ pool }: TestDatabase): Promise<Column[]> {
  const { rows } = await pool.query<Column>(
    `SELECT c.relname AS table, a.attname AS column, format_type(a.atttypid, NULL) AS type
     FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid
     WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' AND a.attnum > 0 AND NOT a.attisdropped
       AND c.relname NOT IN ('_prisma_migrations', 'rate_limit') AND a.attgenerated = ''
     ORDER BY 1, a.attnum`,
  );
  return rows;
}

describe('every time that is stored', () => {
  let database: TestDatabase;
  let columns: Column[];
  const isTime = ({ type }: Column) => type.startsWith('timestamp');

  beforeAll(async () => {
    database = await testDatabase();
    columns = await columnsOf(database);
  });
  afterAll(() => database.drop());

  test('has a rule for the case that it is ahead of the clock', () => {
    const ruled = STORED_TIMES.map(({ table, column }) => `${table}.${column}`).sort();
    expect(ruled).toEqual(
      columns
        .filter(isTime)
        .map(({ table, column }) => `${table}.${column}`)
        .sort(),
    );
  });

  test.each(LEADS)('%s ahead of the clock is set right by the next collection', async (_, leadMs) => {
    await collectSlots(database.pool, FROM_MS, 20);
    const client = await database.pool.connect();
    await client.query('BEGIN; SET LOCAL session_replication_role = replica');
    const timed = new Set(columns.filter(isTime).map(({ table }) => table));
    for (const table of timed) {
      const own = columns.filter((column) => column.table === table);
      const names = own.map(({ column }) => `"${column}"`).join(', ');
      await client.query(
        `INSERT INTO ${table} (${names}) VALUES (${own.map(sqlValue).join(', ')}) ON CONFLICT DO NOTHING`,
        [new Date(NOW_MS + leadMs)],
      );
    }
    await client.query('COMMIT');
    client.release();

    const outcome = await collectAt(database.pool, NOW_MS);
    expect(outcome).toMatchObject({ state: 'collected', setAside: expect.stringContaining('1 alert ') });
    const ahead: string[] = [];
    for (const { table, column, aheadMs = 0, fate } of STORED_TIMES) {
      // Leases go by the database's clock.
      if (table === 'lease') continue;
      const limit = new Date(NOW_MS + CLOCK_TOLERANCE_MS + aheadMs);
      const isArray = columns.some(
        (each) => each.table === table && each.column === column && each.type.endsWith('[]'),
      );
      const condition = isArray ? `$1 < ANY("${column}")` : `"${column}" > $1`;
      const found = await database.pool.query(`SELECT FROM ${table} WHERE ${condition}`, [limit]);
      if (found.rowCount !== 0) ahead.push(`${table}.${column} (${fate})`);
    }
    expect(ahead).toEqual([]);
    const { rows } = await database.pool.query(
      'SELECT ranges FROM watched_series WHERE dimension_id = 1000000',
    );
    expect(rows.flatMap(({ ranges }) => ranges)).toEqual(
      rows.length === 0 ? [] : [{ openedMs: 1, closedMs: null, closing: null, peakAtMs: 1 }],
    );
    await database.pool.query(
      'TRUNCATE message_batch, alert, subscriber, watched_series, observation, dimension_stats, collection CASCADE',
    );
  });

  test('of an alert that ended ahead of the clock is open again, with its end undone', async () => {
    await database.pool.query(
      'TRUNCATE message_batch, alert, subscriber, watched_series, observation, dimension_stats, collection CASCADE',
    );
    await collectSlots(database.pool, FROM_MS, 20);
    const { rows: before } = await database.pool.query<{ id: string }>(
      `INSERT INTO alert (dimension_id, metric, direction, threshold, opened_at, resolved_at, opening_value,
         opening_mean, opening_ratio, peak_ratio, peak_at, closing_value, closing_mean, quality, venues_agreeing,
         venues_listing)
       VALUES (1, 'price', 'above', 3, $1, $2, 4, 1, 4, 5, $2, 1, 1, 0, 2, 2) RETURNING id`,
      [new Date(NOW_MS - HOUR_MS), new Date(NOW_MS + HOUR_MS)],
    );
    await collectAt(database.pool, NOW_MS + HOUR_MS);
    await collectAt(database.pool, NOW_MS, { alerts: undefined });
    const { rows } = await database.pool.query(
      'SELECT resolved_at, closing_value, closing_mean FROM alert WHERE id = $1',
      [before[0]?.id],
    );
    expect(rows).toEqual([{ resolved_at: null, closing_value: null, closing_mean: null }]);
  });
});

describe.each(LEADS)('what a clock %s ahead has left behind does not wait for that time', (_, leadMs) => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await testDatabase();
  });
  afterAll(() => database.drop());

  test('a lease, after the database itself was ahead', async () => {
    const lease = await takeLease(database.pool, 'job');
    await database.pool.query(
      `UPDATE lease SET expires_at = clock_timestamp() + $1 * interval '1 ms' WHERE name = 'job'`,
      [leadMs],
    );
    const next = await takeLease(database.pool, 'job');
    expect(next).not.toBeNull();
    expect(await takeLease(database.pool, 'job')).toBeNull();
    await Promise.all([lease?.release(), next?.release()]);
  });

  test('an email, its retry, and the place of the next request', async () => {
    const resend = await startResend();
    const clock = frozenClock();
    const ahead = frozenClock(clock.now() + leadMs);
    try {
      await put(database.pool, ahead, [message(1)]);
      resend.plan({ is: 'status', status: 429, name: 'rate_limit_exceeded', retryAfter: '1800' });
      await deliverTo(resend.origin, database.pool, ahead);
      await put(database.pool, ahead, [message(2)]);
      const done = await deliverTo(resend.origin, database.pool, clock);
      expect(done).toMatchObject({ sent: 2, ended: 'empty' });
    } finally {
      await resend.close();
    }
  });

  test('a place among requests', async () => {
    const transport = { name: 'resend' as const, requestsPerSecond: 2 };
    const nowMs = Date.UTC(2026, 10, 3);
    await takePlace(database.pool, transport, nowMs + leadMs);
    expect(await pauseMs(database.pool, transport, nowMs)).toBeLessThanOrEqual(0);
    expect(await takePlace(database.pool, transport, nowMs)).toBe(nowMs);
  });

  test('a rate limit', async () => {
    const limit = { name: 'tested', points: 1 };
    expect(await countOne(database.pool, limit, 'somebody')).toBeNull();
    expect(await countOne(database.pool, limit, 'somebody')).toBeGreaterThan(0);
    await database.pool.query('UPDATE rate_limit SET expire = expire + $1', [leadMs]);
    expect(await countOne(database.pool, limit, 'somebody')).toBeNull();
    expect(await countOne(database.pool, limit, 'somebody')).toBeGreaterThan(0);
  });

  test('a market list', async () => {
    const exchange = await startRecordedExchange('upbit');
    const marketLists = memoryMarketLists();
    const nowMs = Date.UTC(2026, 5, 24, 15, 0);
    const readAt = (ms: number) =>
      readSources(['upbit'], {
        clock: () => ms,
        timeoutMs: 10_000,
        sourceUrls: { upbit: exchange.origin },
        marketLists,
      });
    try {
      await readAt(nowMs + leadMs);
      expect((await marketLists.read('upbit'))?.listedAtMs).toBe(nowMs + leadMs);
      await readAt(nowMs);
      expect((await marketLists.read('upbit'))?.listedAtMs).toBe(nowMs);
    } finally {
      await exchange.close();
    }
  });
});
