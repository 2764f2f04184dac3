import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { AlertDeps } from '@/lib/alerts';
import { watch } from '@/lib/incidents/watch';
import { PLAIN_ALERTS } from '@/tests/support/alerts/plain-alerts';
import { CALM_SLOTS, collectSlot, FIRST_MS, INTERVAL_MS } from '@/tests/support/alerts/pulsing-market';
import { type TestDatabase, testDatabase } from '@/tests/support/database';
import { watchSettings } from '@/tests/support/monitored';

const { mailing } = PLAIN_ALERTS;
if (mailing === null) throw new Error('no mailing');
const READERS = [3, 4, 5];

/** Ways in which the alerts of one slot fail: by our own code, by the database, and by time. */
const FAILURES: Record<string, [AlertDeps, RegExp]> = {
  'an error while emails are composed': [
    {
      ...PLAIN_ALERTS,
      mailing: { ...mailing, compose: () => Promise.reject(new Error('no such\0\ntemplate')) },
    },
    /^no such template$/,
  ],
  'a statement that the database refuses': [
    {
      ...PLAIN_ALERTS,
      mailing: { ...mailing, address: (...given) => ({ ...mailing.address(...given), subject: 'Refused' }) },
    },
    /violates check constraint/,
  ],
  'a check that takes too long': [
    { ...PLAIN_ALERTS, startTimer: () => () => 60_001 },
    /^the alerts of this slot took longer than 60000 ms$/,
  ],
};

let database: TestDatabase;
let slot = 0;

beforeAll(async () => {
  process.env.LOG_LEVEL = 'silent';
  database = await testDatabase();
  await database.pool.query(`ALTER TABLE message ADD CONSTRAINT refused CHECK (subject <> 'Refused')`);
  for (; slot < CALM_SLOTS; slot++) await collectSlot(slot, { pool: database.pool, alerts: PLAIN_ALERTS });
  for (const id of READERS) {
    await database.pool.query(
      `INSERT INTO subscriber (id, email, email_key, status, since) VALUES ($1, $2, $2, 'confirmed', now())`,
      [id, `reader${id}@example.com`],
    );
    await database.pool.query(
      `INSERT INTO watch (subscriber_id, metric, threshold, direction) VALUES ($1, 'price', $2, 'above')`,
      [id, id],
    );
  }
}, 60_000);

afterAll(() => database.drop());

async function collect(alerts: AlertDeps = PLAIN_ALERTS) {
  const atMs = FIRST_MS + slot * INTERVAL_MS;
  const outcome = await collectSlot(slot++, { pool: database.pool, alerts });
  const { rows } = await database.pool.query<{ said: string }>(
    `DELETE FROM message RETURNING substring("to" from '[0-9]+') || ': ' || subject AS said`,
  );
  const noticed = await watch(atMs + 10_000, database.pool, watchSettings(['kraken', 'okx']), {
    open: [],
    badSinceMs: {},
  });
  return { outcome, said: rows.map(({ said }) => said).sort(), notices: noticed.notices };
}

describe.each(Object.entries(FAILURES))('%s', (_, [failing, says]) => {
  test('costs neither the slot nor a notification', async () => {
    await collect();
    const before = slot;
    const { outcome, said, notices } = await collect(failing);
    expect(outcome).toMatchObject({ state: 'collected', observations: 60 });
    expect(said).toEqual([]);
    expect(notices).toEqual([expect.stringMatching(/^The alerts could not be checked/i)]);
    const { rows } = await database.pool.query(
      `SELECT observations, alerts_error AS error, (SELECT count(*)::int FROM alert WHERE opened_at = slot) AS alerts
       FROM collection WHERE closed_at IS NOT NULL ORDER BY slot DESC LIMIT 1`,
    );
    expect(rows).toEqual([{ observations: 60, error: expect.stringMatching(says), alerts: 0 }]);

    // One base moves in each slot, for three slots: both are beyond the levels now.
    const next = await collect();
    const bases = [before, before + 1].map((n) => `COIN${n % 30}`);
    for (const line of next.said) for (const base of bases) expect(line).toContain(`${base} begin`);
    expect(next.said).toHaveLength(READERS.length);
    expect(next.notices).toEqual([expect.stringMatching(/^Over: alerts are checked again/i)]);

    const { rows: told } = await database.pool.query(
      `SELECT n.subscriber_id, d.base, n.kind FROM notification n JOIN dimension d ON d.id = n.dimension_id
       WHERE d.base = ANY($1) AND n.kind = 'begin' GROUP BY 1, 2, 3 HAVING count(*) <> 2`,
      [bases],
    );
    expect(told).toEqual([]);
    const later = await collect();
    expect(later.said.filter((line) => bases.some((base) => line.includes(`${base} begin`)))).toEqual([]);
  });
});

test('emails that there is no time for wait for the next slot, and are sent once', async () => {
  await collect();
  const begun = `COIN${slot % 30} begin`;
  // Later than half of the budget from the first email on: each reader's differs by the level.
  const late = await collect({ ...PLAIN_ALERTS, startTimer: () => () => 30_001 });
  expect(late.notices).toEqual([]);
  expect(late.said.filter((line) => line.includes(begun))).toHaveLength(1);
  const next = await collect();
  expect(next.said).toHaveLength(READERS.length);
  expect(next.said.filter((line) => line.includes(begun))).toHaveLength(READERS.length - 1);
  const { rows } = await database.pool.query('SELECT FROM notification WHERE mailed_at IS NULL');
  expect(rows).toEqual([]);
});

test('the levels that each reader asked for are those of the notifications', async () => {
  const { rows } = await database.pool.query(
    `SELECT subscriber_id AS id, array_agg(DISTINCT threshold) AS levels FROM notification WHERE kind = 'begin'
     GROUP BY 1 ORDER BY 1`,
  );
  expect(rows).toEqual(READERS.map((id) => ({ id, levels: [id] })));
});
