import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { rollUpFinishedHours } from '@/lib/series';
import { VENUES } from '@/tests/support/exchange/synthetic';
import { type AlertWorld, type Markets, openAlerts } from './world';

interface Watched {
  metric: string;
  threshold: number;
  dimension?: string;
  direction?: 'above' | 'below';
}

/** Levels of a series that opened in one slot. */
interface Opened {
  name: string;
  base: string;
  metric: string;
  direction: 'above' | 'below';
  from: number;
  to: number;
}

const USUAL = { metric: 'price', threshold: 3 };

/** Watches of subscribers who lived through it, each with a threshold of its own so that its alerts can be counted. */
const READERS: Record<string, Watched[]> = {
  usual: [USUAL],
  low: [{ metric: 'price', threshold: 1.5 }],
  high: [{ metric: 'price', threshold: 10 }],
  below: [{ metric: 'price', threshold: 2, direction: 'below' }],
  base: [{ metric: 'price', threshold: 3.5, dimension: '*:SOL-*' }],
  market: [{ metric: 'price', threshold: 2.5, dimension: 'kraken:ADA-USDT' }],
  several: [
    { metric: 'price', threshold: 3.2, dimension: '*:ADA-*' },
    { metric: 'volume', threshold: 2.2 },
  ],
  calm: [{ metric: 'price', threshold: 900 }],
};

let world: AlertWorld;
const openedLevels: Opened[] = [];

beforeAll(async () => {
  world = await openAlerts(VENUES, ['SOL', 'ADA', 'XMR']);
  for (const [name, watches] of Object.entries(READERS))
    await world.subscribe(`${name}@example.com`, watches);
  await run(3);
  await run(4, { SOL: 4 });
  await run(3);
  // Again within half an hour: the same. Then flapping around 3, beside another coin.
  await run(2, { SOL: 3.6 });
  for (let n = 0; n < 6; n++) {
    await run(1, { SOL: 3.1, ADA: 4 });
    await run(1, { SOL: 2.8, ADA: 4 });
  }
  await run(4, { XMR: 0.3 });
  await run(9);
  // One venue alone, which is refused, and one that falls silent while it is far.
  await run(3, { 'kraken:SOL': 5 });
  await run(2, { ADA: 12 });
  await run(5, { ADA: 12, 'kraken:ADA': null });
  await run(6);
}, 240_000);

/** Collects so many slots, and notes which levels of which series opened in each. */
async function run(slots: number, markets: Markets = {}): Promise<void> {
  for (let n = 0; n < slots; n++) {
    const atMs = world.nowMs();
    await world.run(1, markets);
    const { rows } = await world.pool.query<Opened>(
      `SELECT d.name, d.base, s.metric, s.direction, (r->>'from')::float8 AS from, (r->>'to')::float8 AS to
       FROM watched_series s JOIN dimension d ON d.id = s.dimension_id, jsonb_array_elements(s.ranges) r
       WHERE (r->>'openedMs')::bigint = $1`,
      [atMs],
    );
    openedLevels.push(...rows);
  }
}

afterAll(() => world.end());

async function previewOf(watches: object[]) {
  const answer = await world.send('POST', '/watches/preview', { watches });
  expect(answer.status).toBe(200);
  return answer.json();
}

/** What really happened to a subscriber: mails, and series that went beyond one of the levels watched. */
async function lived(name: string) {
  const own = openedLevels.filter(({ name: market, base, metric, direction, from, to }) =>
    (READERS[name] ?? []).some(
      (watch) =>
        watch.metric === metric &&
        (watch.direction ?? 'above') === direction &&
        [market, `*:${base}-*`].includes(watch.dimension ?? market) &&
        from <= watch.threshold &&
        watch.threshold < to,
    ),
  );
  return { mails: world.mails(`${name}@example.com`).length, alerts: own.length };
}

describe('the preview of 24 h is what was lived through', () => {
  test.each(Object.keys(READERS))('%s', async (name) => {
    const { day, week } = await previewOf(READERS[name] ?? []);
    expect({ mails: day.mails, alerts: day.alerts }).toEqual(await lived(name));
    expect(day.exact).toBe(true);
    expect(week.mails).toBeGreaterThanOrEqual(day.mails);
  });

  test('something happened to nearly all of them', async () => {
    const mails = await Promise.all(Object.keys(READERS).map(async (name) => (await lived(name)).mails));
    expect(mails.filter((count) => count > 1).length).toBeGreaterThanOrEqual(6);
    expect(await lived('calm')).toEqual({ mails: 0, alerts: 0 });
  });

  test('the same where hours are rolled up', async () => {
    const before = await previewOf([USUAL]);
    await rollUpFinishedHours(world.pool, {
      fromMs: world.nowMs() - 30 * 3_600_000,
      nowMs: world.nowMs(),
      intervalMs: 300_000,
    });
    await world.run(1);
    const after = await previewOf([USUAL]);
    expect(after.day).toEqual(before.day);
    expect(after.week.basis).toBe('hourly extremes');
  });
});

test('examples tell which, the newest first', async () => {
  const { day } = await previewOf([{ metric: 'price', threshold: 10 }]);
  expect(day.examples[0]).toMatchObject({ metric: 'price', threshold: 10, direction: 'above' });
  expect(day.examples.every(({ dimension }: { dimension: string }) => dimension.includes(':ADA-'))).toBe(
    true,
  );
});

test('fifty watches of any metric are counted', async () => {
  const { day } = await previewOf(Array.from({ length: 50 }, (_, n) => ({ threshold: 3 + n })));
  const { day: usual } = await previewOf([{ threshold: 3 }]);
  expect(day.exact).toBe(true);
  expect(day.mails).toBe(usual.mails);
});

test('no watch is the usual one', async () => {
  expect(await previewOf([])).toEqual(await previewOf([USUAL]));
});

test.each([
  ['a name that is none', { watches: [{ dimension: 'kraken:SOL-USTD' }] }, 'Did you mean kraken:SOL-USDT'],
  ['no list', { watches: 'all' }, 'send a list of at most 50 watches'],
])('%s is refused', async (_, body, says) => {
  const answer = await world.send('POST', '/watches/preview', body);
  expect([answer.status, (await answer.json()).detail]).toEqual([400, expect.stringContaining(says)]);
});
