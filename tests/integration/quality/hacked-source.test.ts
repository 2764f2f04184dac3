import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { VENUES, type Venue } from '@/tests/support/exchange/synthetic';
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
    await each.run(WARM + LIES + PROBATION + AFTER);
    await each.rollUp();
  }
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

  test('is shown with every lie, and with what the others said', async () => {
    const { rows } = await hacked.database.pool.query(
      `SELECT count(*)::int AS count, min(r.peers) AS peers FROM rejection r JOIN dimension d ON d.id = r.dimension_id
       WHERE d.name = 'kucoin:CALM7-USDT'`,
    );
    expect(rows).toEqual([{ count: LIES + PROBATION, peers: expect.stringContaining('its median step is') }]);
  });
});
