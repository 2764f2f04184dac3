import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { VENUES, type Venue } from '@/tests/support/exchange/synthetic';
import {
  calm,
  calmMarkets,
  fates,
  priceBaselines,
  type QualityWorld,
  qualities,
  qualityWorld,
} from '@/tests/support/quality-world';
import { baseOf, CASES, type Case, caseQuotes, SLOTS, WARM } from './market-cases';

let world: QualityWorld;
let fateOf: Map<string, string>;
let qualityOf: Map<string, string>;
let refusedOf: Map<string, string[]>;

beforeAll(async () => {
  world = await qualityWorld(
    Object.fromEntries(
      VENUES.map((venue) => [
        venue,
        (slot: number, atMs: number) => [
          ...caseQuotes(venue, slot, atMs),
          ...calmMarkets(70, { slot, atMs }),
          calm('BTC', { slot, atMs, price: 10_000 }),
        ],
      ]),
    ),
  );
  await world.run(WARM + SLOTS / 2);
  await world.rollUp();
  await world.run(SLOTS / 2);
  await world.rollUp();
  fateOf = await fates(world);
  qualityOf = await qualities(world);
  const { rows } = await world.database.pool.query<{ name: string; reasons: string[] }>(
    `SELECT d.name, array_agg(DISTINCT reason) AS reasons FROM rejection r JOIN dimension d ON d.id = r.dimension_id
     WHERE reason IN ('crossed-book', 'crossed-range', 'volume-mismatch') GROUP BY 1`,
  );
  refusedOf = new Map(rows.map(({ name, reasons }) => [name, reasons]));
}, 180_000);

afterAll(() => world.end());

const nameOf = (venue: Venue, { quote = 'USDT' }: Case, index: number) =>
  `${venue}:${baseOf(index)}-${quote}`;

describe('what becomes of', () => {
  test.each(CASES.map((each, index) => [each.name, each, index] as const))('%s', (_, each, index) => {
    for (const venue of each.on ?? VENUES) {
      const name = nameOf(venue, each, index);
      const fate = fateOf.get(name) ?? '';
      const expected = each.expected?.[venue] ?? /^o+$/;
      const told = fate.slice(WARM);
      const where = `${name} ${told}`;
      if (typeof expected === 'string') expect(told.slice(0, expected.length), where).toBe(expected);
      else expect(told, where).toMatch(expected);
      expect(fate.slice(0, WARM), name).toMatch(each.earlier?.[venue] ?? /^o+$/);
      const alone = each.on?.length === 1 && each.quote === undefined;
      expect(qualityOf.get(name), name).toBe(each.quality?.[venue] ?? (alone ? 's' : 'g'));
      expect(refusedOf.get(name) ?? [], name).toEqual(each.refused?.[venue] ? [each.refused[venue]] : []);
    }
  });
});

/** By case: whose price opened an alert, and whether nobody else could tell (`s`). No other case may alert anybody. */
const ALERTED: Record<string, string> = {
  'two frozen ones are no witnesses against a third': 'kraken s',
  'a leveraged token that merges 1:1000, where nobody else lists it': 'gate s',
  'a real 10x on all venues': 'binance g, gate g, kraken g, kucoin g, okx g',
  'a real 10x on half of the peers: believed in the same slot': 'gate g, kraken g, okx g',
  'a real 10x on one, which the others follow': 'binance g, gate g, kraken g, kucoin g, okx g',
  'two liars of three who keep to it: known on their own word, and withdrawn when they are back':
    'gate s, okx s',
  'a liar in a pair of two who keeps to it': 'okx s',
  'a pair that moves together': 'gate g, okx g',
  'alone, at 10x for good: known after three slots': 'okx s',
  'alone, and away in between': 'okx s',
};

test('no lie that the rules reject alerts anybody; what is believed on its own word is marked so', async () => {
  const { rows } = await world.database.pool.query<{ base: string; alerted: string }>(
    `SELECT d.base, string_agg(d.exchange || CASE a.quality WHEN 1 THEN ' s' ELSE ' g' END, ', ' ORDER BY d.exchange)
       AS alerted
     FROM alert a JOIN dimension d ON d.id = a.dimension_id WHERE a.metric = 'price' GROUP BY 1`,
  );
  const nameOfBase = new Map(CASES.map(({ name }, index) => [baseOf(index), name]));
  const alerted = Object.fromEntries(rows.map((row) => [nameOfBase.get(row.base) ?? row.base, row.alerted]));
  expect(alerted).toEqual(ALERTED);
});

test('every baseline is that of the stored observations since it began', async () => {
  const { rows } = await world.database.pool.query(
    `SELECT d.name, d.id, o.n::int AS expected, o.mean AS "expectedMean"
     FROM dimension_stats s JOIN dimension d ON d.id = s.dimension_id CROSS JOIN LATERAL
       (SELECT count(*) AS n, avg(values[1]) AS mean FROM observation o WHERE o.dimension_id = s.dimension_id
        AND o.at < s.at AND o.at >= greatest(s.baseline_from, s.at - interval '24 hours')) o`,
  );
  expect(rows.length).toBeGreaterThan(500);
  const baselines = await priceBaselines(world);
  for (const { name, id, expected, expectedMean } of rows) {
    const baseline = baselines.get(id);
    expect(baseline?.count, name).toBe(expected);
    if (expected > 0) expect((baseline?.mean ?? 0) / expectedMean, name).toBeCloseTo(1, 9);
  }
});

test('every hour rolled up is that of the stored observations', async () => {
  const { rows } = await world.database.pool.query(
    `SELECT d.name, h.hour, h.cells[1]::int AS count, h.cells[5] AS max, o.n::int AS expected, o.max AS "expectedMax"
     FROM rollup_hour h JOIN dimension d ON d.id = h.dimension_id CROSS JOIN LATERAL
       (SELECT count(*) AS n, max(values[1]) AS max FROM observation o WHERE o.dimension_id = h.dimension_id
        AND o.at >= h.hour AND o.at < h.hour + interval '1 hour') o`,
  );
  expect(rows.length).toBeGreaterThan(1500);
  for (const { name, count, max, expected, expectedMax } of rows) {
    expect([count, max], name).toEqual([expected, expectedMax]);
  }
});

test('a refused value keeps what its peers said', async () => {
  const { rows } = await world.database.pool.query(
    `SELECT r.peers FROM rejection r JOIN dimension d ON d.id = r.dimension_id
     WHERE d.name = $1 AND r.reason = 'uncorroborated'`,
    [`okx:${baseOf(1)}-USDT`],
  );
  expect(rows).toHaveLength(6);
  for (const { peers } of rows) {
    expect(peers).toMatch(
      /^its price is (9.9|10.0)\dx its baseline, while 4 of 4 other venues agree on 1\.00x$/,
    );
  }
});
