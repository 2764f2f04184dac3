import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { DirectMemory } from '@/lib/incidents/direct-watch';
import { watch } from '@/lib/incidents/watch';
import { VENUES, type Venue } from '@/tests/support/exchange/synthetic';
import { watchSettings } from '@/tests/support/monitored';
import {
  calmMarkets,
  fates,
  type QualityWorld,
  qualityWorld,
  type Script,
  states,
} from '@/tests/support/quality-world';

/** LiveCoin was broken into in December 2020, and showed most of its markets at ten to fifteen times their price. */
const WARM = 20;
const LIES = 24;
const PROBATION = 2;
const AFTER = 20;

let hacked: QualityWorld;
let away: QualityWorld;

const world = (kucoin: Script) =>
  qualityWorld({
    ...Object.fromEntries(
      VENUES.map((venue: Venue): [Venue, Script] => [venue, (slot, atMs) => calmMarkets(25, { slot, atMs })]),
    ),
    kucoin,
  });

beforeAll(async () => {
  const honest: Script = (slot, atMs) => calmMarkets(25, { slot, atMs });
  hacked = await world((slot, atMs) =>
    calmMarkets(25, { slot, atMs, factor: slot >= WARM && slot < WARM + LIES ? 10 : 1 }),
  );
  away = await world((slot, atMs) =>
    slot >= WARM && slot < WARM + LIES + PROBATION ? null : honest(slot, atMs),
  );
  for (const each of [hacked, away]) {
    await each.database.pool.query(
      `WITH reader AS (INSERT INTO subscriber (email, email_key, status, since)
         VALUES ('reader@example.com', 'reader@example.com', 'confirmed', now()) RETURNING id)
       INSERT INTO watch (subscriber_id, threshold, direction)
       SELECT id, 1.25, direction FROM reader, unnest('{above,below}'::text[]) AS direction`,
    );
  }
  const settings = { ...watchSettings(VENUES), operatorEmail: undefined };
  const memory: DirectMemory = { open: [], badSinceMs: {} };
  for (let slot = 0; slot < WARM + LIES + PROBATION + AFTER; slot++) {
    await hacked.run(1);
    await watch(hacked.atMs(slot), hacked.database.pool, settings, memory);
  }
  await away.run(WARM + LIES + PROBATION + AFTER);
  for (const each of [hacked, away]) await each.rollUp();
}, 120_000);

afterAll(() => Promise.all([hacked.end(), away.end()]));

describe('a source at ten times its prices for two hours', () => {
  test('is refused from its first lie to the end of its probation', async () => {
    const told = 'r'.repeat(LIES + PROBATION) + 'a'.repeat(AFTER);
    expect(await states(hacked, WARM)).toEqual({
      ...Object.fromEntries(VENUES.map((venue) => [venue, 'a'.repeat(told.length)])),
      kucoin: told,
    });
    expect((await fates(hacked, WARM)).get('kucoin:CALM7-USDT')).toBe(
      'W'.repeat(LIES + PROBATION) + 'o'.repeat(AFTER),
    );
  });

  test.each([
    ['observation', 'd.name, t.at, t.values'],
    [
      'dimension_stats',
      'd.name, t.at, t.latest, t.count, t.mean, t.mean_low, t.m2, t.m2_peak, t.stddev_rank, t.cv_rank, t.quality, t.venues_agreeing, t.venues_listing',
    ],
    ['rollup_hour', 'd.name, t.hour, t.cells'],
  ])('leaves no trace: every %s is as if it had been away', async (table, columns) => {
    const sql = `SELECT ${columns} FROM ${table} t JOIN dimension d ON d.id = t.dimension_id ORDER BY 1, 2`;
    const [told, expected] = await Promise.all([
      hacked.database.pool.query(sql),
      away.database.pool.query(sql),
    ]);
    expect(told.rows.length).toBeGreaterThanOrEqual(125);
    expect(told.rows).toEqual(expected.rows);
  });

  test('alerts nobody, not even a reader who watches everything from 1.25x on, up and down', async () => {
    for (const { database } of [hacked, away]) {
      const { rows } = await database.pool.query(
        'SELECT (SELECT count(*)::int FROM alert) AS alerts, (SELECT count(*)::int FROM message) AS mails',
      );
      expect(rows).toEqual([{ alerts: 0, mails: 0 }]);
    }
  });

  test('is told to the operator twice: as it is rejected, and as it is well again', async () => {
    const { rows } = await hacked.database.pool.query('SELECT at, subject FROM mailbox_message ORDER BY id');
    expect(rows).toEqual([
      { at: new Date(hacked.atMs(WARM + 2)), subject: 'kucoin sends prices that nobody else confirms' },
      // Well is whoever was well for three slots.
      { at: new Date(hacked.atMs(WARM + LIES + PROBATION + 2)), subject: 'Over: kucoin is well' },
    ]);
  });

  test('is shown with every lie, and with what the others said', async () => {
    const { rows } = await hacked.database.pool.query(
      `SELECT count(*)::int AS count, min(r.peers) AS peers FROM rejection r JOIN dimension d ON d.id = r.dimension_id
       WHERE d.name = 'kucoin:CALM7-USDT'`,
    );
    expect(rows).toEqual([{ count: LIES + PROBATION, peers: expect.stringContaining('its median step is') }]);
  });
});
