import { afterAll, beforeAll, expect, test } from 'vitest';
import { VENUES, type Venue } from '@/tests/support/exchange/synthetic';
import {
  calm,
  calmMarkets,
  fates,
  priceBaselines,
  type QualityWorld,
  qualityWorld,
  type Script,
  states,
} from '@/tests/support/quality-world';

/** By the hour, so that a day has 24 slots: 5 % of it is one. */
const WARM = 14;
const SLOTS = 60;

/** Prices on okx as a factor of those of its four peers, from WARM on; the last one stays. */
const CASES: Record<string, (number | null)[]> = {
  STEADY: [10],
  MERGED: [1000],
  LIAR: [...Array<number>(30).fill(10), 1],
  RESTLESS: [...Array.from({ length: SLOTS - 10 }, (_, i) => (i % 3 === 0 ? 10 : 30)), 1],
  WEEKLY: [...Array.from({ length: 40 }, (_, i) => (i % 2 === 0 ? 10 : 50)), 1],
};
let world: QualityWorld;
let fateOf: Map<string, string>;
const restarts: string[] = [];

const says =
  (venue: Venue): Script =>
  (slot, atMs) => [
    ...calmMarkets(20, { slot, atMs }),
    ...Object.entries(CASES).flatMap(([base, factors]) => {
      const factor = venue === 'okx' && slot >= WARM ? factors[Math.min(slot - WARM, factors.length - 1)] : 1;
      return factor === null ? [] : [calm(base, { slot, atMs, factor })];
    }),
  ];

beforeAll(async () => {
  world = await qualityWorld(Object.fromEntries(VENUES.map((venue) => [venue, says(venue)])), {
    intervalMs: 3_600_000,
  });
  for (let slot = 0; slot < WARM + SLOTS; slot++) {
    const outcome = await world.run(1);
    for (const { dimension, reason } of outcome.restarts)
      restarts.push(`${slot - WARM} ${reason} ${dimension}`);
  }
  fateOf = await fates(world, WARM);
}, 120_000);

afterAll(() => world.end());

const fate = (base: string) => fateOf.get(`okx:${base}-USDT`);

test.each(['STEADY', 'MERGED'])('%s: after a day at its new level it is a rebase', (base) => {
  expect(fate(base)).toBe('R'.repeat(24) + 'o'.repeat(SLOTS - 24));
  expect(restarts).toContain(`24 rebase okx:${base}-USDT`);
});

test('a rebase leaves nothing of the old level in the baseline', async () => {
  const { rows } = await world.database.pool.query(
    `SELECT d.id, s.baseline_from AS "from" FROM dimension_stats s JOIN dimension d ON d.id = s.dimension_id
     WHERE d.name = 'okx:STEADY-USDT'`,
  );
  expect(rows).toEqual([{ id: expect.any(Number), from: new Date(world.atMs(WARM + 24)) }]);
  expect((await priceBaselines(world)).get(rows[0].id)?.mean).toBeCloseTo(1000, -1);
});

test('a lie that became a rebase is corrected when it ends, and taken back', () => {
  expect(fate('LIAR')).toBe(`${'R'.repeat(24)}CCCCCCRR${'o'.repeat(SLOTS - 32)}`);
  expect(restarts).toContain('24 rebase okx:LIAR-USDT');
  expect(restarts).toContain('32 correction okx:LIAR-USDT');
});

test('a price that jumps about never becomes a rebase, and is good at once when it is back after two days', () => {
  expect(fate('RESTLESS')).toBe(`${'R'.repeat(SLOTS - 10)}${'o'.repeat(10)}`);
  expect(fate('WEEKLY')).toBe(`${'R'.repeat(40)}${'o'.repeat(SLOTS - 40)}`);
});

test('each restart is kept with what its peers said', async () => {
  const { rows } = await world.database.pool.query(
    `SELECT d.name, r.reason, r.says FROM baseline_restart r JOIN dimension d ON d.id = r.dimension_id ORDER BY r.at, 1`,
  );
  expect(rows).toEqual([
    ...['LIAR', 'MERGED', 'STEADY'].map((base) => ({
      name: `okx:${base}-USDT`,
      reason: 'rebase',
      says: expect.stringContaining('while 4 of 4 other venues agree on 1.00x'),
    })),
    {
      name: 'okx:LIAR-USDT',
      reason: 'correction',
      says: expect.stringContaining('while 4 of 4 other venues agree'),
    },
  ]);
});

test('nothing is remembered when all is over', async () => {
  const { rows } = await world.database.pool.query('SELECT state FROM market_state');
  expect(rows).toEqual([]);
  expect(await states(world, WARM + SLOTS - 1)).toEqual(
    Object.fromEntries(VENUES.map((venue) => [venue, 'a'])),
  );
});

test('no way back alerts anybody', async () => {
  const { rows } = await world.database.pool.query(
    'SELECT d.name, a.metric, a.opened_at FROM alert a JOIN dimension d ON d.id = a.dimension_id',
  );
  expect(rows).toEqual([]);
});
