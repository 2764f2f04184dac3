import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { raiseAlerts } from '@/lib/alerts';
import { MAX_OPENINGS } from '@/lib/alerts/limit-openings';
import { composeAlertMail } from '@/lib/outbox/messages';
import { withTransaction } from '@/lib/platform/database';
import { alertMailing } from '@/lib/subscribers/alert-mailing';
import { levelsOf, MARKETS, METRICS, marketAt } from '@/tests/support/alerts/jumping-market';
import { type TestDatabase, testDatabase } from '@/tests/support/database';

const SLOT_MS = 300_000;
const START_MS = Date.UTC(2026, 11, 1, 12);
const DEPS = {
  limits: { threshold: 3, minTurnover: 50_000 },
  mailing: alertMailing(
    { secret: 'a-secret-of-this-test', appUrl: 'https://metrics.test' },
    composeAlertMail,
  ),
  // The budget is not what is tested here: a machine may be as slow as it likes.
  startTimer: () => () => 0,
};
const SERIES = MARKETS.length * METRICS.filter(({ hasRatio }) => hasRatio).length;

let database: TestDatabase;

beforeAll(async () => {
  process.env.LOG_LEVEL = 'silent';
  database = await testDatabase();
  await database.pool.query(
    `INSERT INTO dimension (id, name, exchange, base, quote, first_seen_at, last_seen_at)
     SELECT id, name, exchange, base, quote, now(), now()
     FROM jsonb_to_recordset($1) AS d (id int, name text, exchange text, base text, quote text)`,
    [JSON.stringify(MARKETS)],
  );
  await database.pool.query(
    `INSERT INTO subscriber (id, email, email_key, status, since)
     SELECT id, 'reader' || id || '@example.com', 'reader' || id || '@example.com', 'confirmed', now()
     FROM generate_series(0, 19) AS id`,
  );
}, 60_000);

afterAll(() => database.drop());

let slot = 0;
let times = 1;

/** One slot in which all markets are at so many times their means. */
async function collect(next: number) {
  slot++;
  const atMs = START_MS + slot * SLOT_MS;
  const given = {
    atMs,
    intervalMs: SLOT_MS,
    metrics: METRICS,
    previous: marketAt(atMs - SLOT_MS, times),
    stats: marketAt(atMs, next),
    restarted: new Set<number>(),
  };
  times = next;
  let statements = 0;
  const raised = await withTransaction(database.pool, (client) => {
    const counting = new Proxy(client, {
      get(target, name) {
        if (name === 'query') statements++;
        const value: unknown = Reflect.get(target, name, target);
        return typeof value === 'function' ? value.bind(target) : value;
      },
    });
    return raiseAlerts(counting, given, DEPS, atMs);
  });
  const { rows } = await database.pool.query<{ to: string; subject: string; text: string }>(
    'DELETE FROM message RETURNING "to", subject, text',
  );
  return { ...raised, statements, mails: rows.sort((a, b) => a.to.localeCompare(b.to)) };
}

async function watch(levels: (subscriber: number) => number[], subscribers: number): Promise<void> {
  await database.pool.query(
    'TRUNCATE watch, watched_series, alert, notification, notified_base, alert_mail CASCADE',
  );
  const watches = Array.from({ length: subscribers }, (_, id) => levels(id).map((level) => ({ id, level })));
  await database.pool.query(
    `INSERT INTO watch (subscriber_id, threshold, direction)
     SELECT id, level, 'above' FROM jsonb_to_recordset($1) AS w (id int, level float8)`,
    [JSON.stringify(watches.flat())],
  );
  await collect(1);
}

const count = async (sql: string) =>
  (await database.pool.query<{ n: number }>(`SELECT count(*)::int AS n FROM ${sql}`)).rows[0]?.n;

describe('a thousand levels, and every market four times as high', () => {
  let statementsOfOne = 0;

  test('beside one level, as the measure', async () => {
    await watch(() => [1.25], 1);
    const { statements, mails, held } = await collect(4);
    statementsOfOne = statements;
    expect(held).toBe(SERIES - MAX_OPENINGS);
    expect(mails).toHaveLength(1);
  });

  test('open at most the limit, and send hardly more statements than one level', async () => {
    await watch(levelsOf, 20);
    expect(await count('watch')).toBe(1_000);
    const { error, held, statements, mails } = await collect(4);
    expect(error).toBeNull();
    expect(held).toBe(SERIES - MAX_OPENINGS);
    expect(await count('alert')).toBe(MAX_OPENINGS);
    expect(await count('watched_series')).toBe(SERIES);
    // The notifications of 20 subscribers take more rows, in statements of 5,000.
    expect(statements - statementsOfOne).toBeLessThan(5);
    expect(statements).toBeLessThan(50);
    expect(mails).toHaveLength(20);
  });

  test('notify each of the twenty once, of the highest of their own levels', async () => {
    await watch(levelsOf, 20);
    const { mails } = await collect(4);
    const { rows } = await database.pool.query<{ id: number; levels: number[] }>(
      `SELECT subscriber_id AS id, array_agg(DISTINCT threshold) AS levels FROM notification GROUP BY 1 ORDER BY 1`,
    );
    expect(rows).toHaveLength(20);
    for (const { id, levels } of rows) {
      const own = levelsOf(id).at(-1) ?? 0;
      expect(levels).toEqual([own]);
      const [mail, ...others] = mails.filter(({ to }) => to === `reader${id}@example.com`);
      expect(others).toEqual([]);
      expect(mail?.subject).toMatch(/4\.1×/);
      expect(mail?.text).toContain(`(your alert: ${own}×)`);
      expect(mail?.text.match(/your alert: [\d.]+×/g)?.every((said) => said === `your alert: ${own}×`)).toBe(
        true,
      );
    }
  });

  test('are told of once: what was held back neither opens later nor is forgotten', async () => {
    const before = await count('alert');
    for (let n = 0; n < 2; n++) {
      const { held, mails } = await collect(4);
      expect([held, mails]).toEqual([0, []]);
    }
    expect(await count('alert')).toBe(before);
    expect(await count(`watched_series WHERE ranges->0->>'isHeld' = 'true'`)).toBe(SERIES - MAX_OPENINGS);
  });

  test('end once for each, when all is calm again', async () => {
    expect((await collect(1)).mails).toEqual([]);
    const { mails } = await collect(1);
    expect(mails.map(({ to }) => to)).toHaveLength(20);
    expect(new Set(mails.map(({ to }) => to)).size).toBe(20);
    expect(mails.every(({ subject }) => /^alerts over: /.test(subject))).toBe(true);
    expect(await count('alert WHERE resolved_at IS NULL')).toBe(0);
    expect((await collect(1)).mails).toEqual([]);
    slot += 7;
    await collect(1);
    expect(await count('watched_series')).toBe(0);
  });
});
