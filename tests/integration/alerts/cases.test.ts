import { afterAll, beforeAll, expect, test } from 'vitest';
import { VENUES } from '@/tests/support/exchange/synthetic';
import { type AlertWorld, type Markets, openAlerts } from './world';

/** Prices by slot, times the usual ones; 1 before and after. By base, or by venue and base. */
const SCRIPTS: Record<string, (number | null)[]> = {
  FLAP: withRatios([...Array(8)].flatMap(() => [3.3, 2.5, 2.5]).concat(1, 1, 1)),
  'okx:LIE': [10, 10, 10, 10, 10, 10],
  'gate:PRINT': [1000],
  'okx:SOLO': [4, 4, 4, 4, 4, 4, 4, 4, 4],
  OWN: [2, 2, 2, 12, 12, 12, 2, 2, 2],
  DOWN: [0.3, 0.3, 0.3, 0.3],
  GONE: [4, 4, null, null, null, null, 4, 4],
  LOST: [4, 4, ...Array<null>(40).fill(null)],
  AGAIN: [4, 4, 4, 1, 1, 1, 4, 4, 1, 1, ...Array<number>(12).fill(1), 4, 4, 4],
  LATE: [4, 4, 4, 4, 4, 4],
  BTC3L: [4, 4, 4, 4],
  THIN: [4, 4, 4, 4],
  'kraken:ONE': [4, 4, 4, 4, 4, 4],
  'okx:ONE': [1, 4, 4, 4, 4],
  'gate:ONE': [4, 4, 4],
  'kucoin:ONE': [4, 4, 4],
  NOVOL: [4, 4, 4],
};
const BASES = [...new Set(Object.keys(SCRIPTS).map((name) => name.replace(/^.*:/, '')))];
const LISTS = Object.fromEntries(
  VENUES.map((venue) => [venue, BASES.filter((base) => base !== 'SOLO' || venue === 'okx').concat('BTC')]),
);
const SLOTS = 40;

let world: AlertWorld;
/** By reader: slot and subject of each mail. */
const told = new Map<string, [slot: number, subject: string][]>();

const readers: Record<string, object[] | undefined> = {
  ...Object.fromEntries(
    BASES.map((base) => [base.toLowerCase(), [{ metric: 'price', dimension: `*:${base}-*` }]]),
  ),
  'own-low': [{ metric: 'price', dimension: 'kraken:OWN-USDT', threshold: 1.5 }],
  'own-high': [{ metric: 'price', dimension: 'kraken:own-usdt', threshold: 10 }],
  down: [{ metric: 'price', dimension: '*:DOWN-*', direction: 'below', threshold: 2 }],
  one: [{ dimension: '*:ONE-*' }],
  any: [{ metric: 'price' }],
};

/** Of somebody who comes while it lasts: a level that others have, and one of their own. */
const LATE_WATCHES = [3, 2].map((threshold) => ({ metric: 'price', dimension: '*:LATE-*', threshold }));

beforeAll(async () => {
  world = await openAlerts(VENUES, [...BASES, 'BTC'], { lists: LISTS });
  for (const [name, watches] of Object.entries(readers)) await world.subscribe(addressOf(name), watches);
  const counts = new Map<string, number>();
  for (let slot = 0; slot < SLOTS; slot++) {
    if (slot === 2) await world.subscribe(addressOf('latecomer'), LATE_WATCHES);
    await world.run(1, marketsAt(slot));
    for (const name of [...Object.keys(readers), 'latecomer']) {
      const subjects = world.subjects(addressOf(name));
      const fresh = subjects.slice(counts.get(name) ?? 0).map((subject): [number, string] => [slot, subject]);
      told.set(name, [...(told.get(name) ?? []), ...fresh]);
      counts.set(name, subjects.length);
    }
  }
}, 240_000);

afterAll(() => world.end());

const addressOf = (name: string) => `${name}@example.com`;

function marketsAt(slot: number): Markets {
  const prices = Object.entries(SCRIPTS).map(([name, factors]) => [
    name,
    slot in factors ? factors[slot] : 1,
  ]);
  const markets: Markets = Object.fromEntries(prices);
  const factor = SCRIPTS.THIN?.[slot] ?? 1;
  markets.THIN = { last: 100 * factor, baseVolume: 90, quoteVolume: 90 * 100 * factor };
  markets['okx:NOVOL'] = { last: 100 * (SCRIPTS.NOVOL?.[slot] ?? 1), baseVolume: '', quoteVolume: '' };
  return markets;
}

/** Prices whose ratios to their mean of 288 slots are these, if they were 1 before. */
function withRatios(ratios: readonly number[]): number[] {
  const prices: number[] = [];
  for (const ratio of ratios) {
    const sum = prices.reduce((total, price) => total + price, 288 - prices.length);
    prices.push((ratio * sum) / 288);
  }
  return prices;
}

const CASES: [what: string, reader: string, mails: [slot: number, subject: string][]][] = [
  [
    'flapping around 3x for two hours: one beginning, one end',
    'flap',
    [
      [0, 'FLAP price 3.3× its 24 h average on 5 exchanges'],
      [2, 'FLAP is back below its alert level after 10 min: price 253.57 USDT, peak 3.3×'],
    ],
  ],
  ['one venue at ten times its price for half an hour', 'lie', []],
  ['a single print at a thousand times its price', 'print', []],
  [
    'a move on the only venue that lists it, once it is believed',
    'solo',
    [
      [2, 'SOLO price 4.0× its 24 h average on OKX only'],
      [12, 'SOLO is back to normal after 50 min: price 99.925 USDT, peak 4.0×'],
    ],
  ],
  [
    'a threshold of 1.5 on one market',
    'own-low',
    [
      [0, 'OWN price 2.0× its 24 h average on Kraken'],
      [10, 'OWN is back to normal after 50 min: price 100.07 USDT, peak 12×'],
    ],
  ],
  [
    'a threshold of 10 on the same market, named in other letters',
    'own-high',
    [
      [3, 'OWN price 12× its 24 h average on Kraken'],
      [7, 'OWN is back below its alert level after 20 min: price 199.89 USDT, peak 12×'],
    ],
  ],
  [
    'below half of the mean',
    'down',
    [
      [0, 'DOWN price 0.3× its 24 h average on 5 exchanges'],
      [5, 'DOWN is back to normal after 25 min: price 99.90 USDT, low 0.3×'],
    ],
  ],
  [
    'a series that vanishes for 20 minutes and returns: nothing until it is over',
    'gone',
    [
      [0, 'GONE price 4.0× its 24 h average on 5 exchanges'],
      [9, 'GONE is back to normal after 45 min: price 100.07 USDT, peak 4.0×'],
    ],
  ],
  [
    'a series that vanishes for good: it is never over',
    'lost',
    [[0, 'LOST price 4.0× its 24 h average on 5 exchanges']],
  ],
  [
    'back above within 30 minutes: neither a beginning nor an end; an hour later: both',
    'again',
    [
      [0, 'AGAIN price 4.0× its 24 h average on 5 exchanges'],
      [4, 'AGAIN is back to normal after 20 min: price 99.90 USDT, peak 4.0×'],
      [22, 'AGAIN price 3.8× its 24 h average on 5 exchanges'],
      [26, 'AGAIN is back to normal after 20 min: price 100.10 USDT, peak 3.8×'],
    ],
  ],
  ['somebody who confirms while it lasts', 'latecomer', []],
  [
    'a leveraged token, for whom names it',
    'btc3l',
    [
      [0, 'BTC3L price 4.0× its 24 h average on 5 exchanges'],
      [5, 'BTC3L is back to normal after 25 min: price 99.946 USDT, peak 4.0×'],
    ],
  ],
  ['a market that trades 9,000 US dollars a day', 'thin', []],
  [
    'venues and metrics that begin and end one after the other: one matter',
    'one',
    [
      [0, 'ONE price 4.0×, bid 4.0× and 5 more (vs. 24 h averages) on 3 exchanges'],
      [7, 'ONE is back to normal after 35 min: price 99.90 USDT, peak 4.0×'],
    ],
  ],
  [
    'a venue that gives no volume: the others tell that it is liquid',
    'novol',
    [
      [0, 'NOVOL price 4.0× its 24 h average on 5 exchanges'],
      [4, 'NOVOL is back to normal after 20 min: price 99.90 USDT, peak 4.0×'],
    ],
  ],
];

test.each(CASES)('%s', (_, reader, mails) => {
  expect(told.get(reader)).toEqual(mails);
});

test('whoever watches every price gets one mail a collection, without leveraged tokens', () => {
  const mails = told.get('any') ?? [];
  const slots = mails.map(([slot]) => slot);
  expect(slots).toEqual([...new Set(slots)]);
  expect(slots).toEqual([0, 2, 3, 4, 7, 9, 12, 22, 26]);
  const bodies = world.mails(addressOf('any')).map(({ text }) => text);
  expect(bodies.join()).toContain('AGAIN');
  expect(bodies.join()).not.toContain('BTC3L');
});

test('an email says that an exchange is the only one where no other can confirm it', () => {
  const [mail] = world.mails(addressOf('solo'));
  for (const said of ['on OKX only', 'No other exchange can confirm it.']) {
    expect(mail?.text).toContain(said);
    expect(mail?.html).toContain(said);
  }
});

test('what vanished is stale, and not resolved', async () => {
  const { rows } = await world.pool.query(
    `SELECT count(*)::int AS alerts, count(stale_at)::int AS stale, count(resolved_at)::int AS resolved
     FROM alert JOIN dimension d ON d.id = dimension_id WHERE base = 'LOST' AND metric = 'price'`,
  );
  expect(rows).toEqual([{ alerts: 5, stale: 5, resolved: 0 }]);
});

test('leveraged tokens have levels only of those who name them, and no public alert', async () => {
  const { rowCount } = await world.pool.query(
    `SELECT FROM alert JOIN dimension d ON d.id = dimension_id WHERE base = 'BTC3L'`,
  );
  expect(rowCount).toBe(0);
  const { rows } = await world.pool.query(
    `SELECT DISTINCT metric FROM notification JOIN dimension d ON d.id = dimension_id WHERE base = 'BTC3L'`,
  );
  expect(rows).toEqual([{ metric: 'price' }]);
});

test('every other metric that has a ratio has its alert at the threshold of the installation', async () => {
  const { rows } = await world.pool.query(
    `SELECT array_agg(DISTINCT metric ORDER BY metric) AS metrics FROM alert JOIN dimension d ON d.id = dimension_id
     WHERE base = 'GONE'`,
  );
  expect(rows).toEqual([{ metrics: ['ask', 'bid', 'high', 'low', 'price', 'quote_volume', 'vwap'] }]);
});

test('each reader was told of each alert at most once as it began and once as it ended', async () => {
  const { rows } = await world.pool.query(
    `SELECT count(*)::int AS told, count(DISTINCT (dimension_id, metric, direction, since, subscriber_id, kind))::int AS distinct,
            count(*) FILTER (WHERE mailed_at IS NULL)::int AS waiting FROM notification`,
  );
  const [{ told: count, ...rest }] = rows;
  expect(count).toBeGreaterThan(100);
  expect(rest).toEqual({ distinct: count, waiting: 0 });
});
