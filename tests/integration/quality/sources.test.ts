import { afterEach, describe, expect, test } from 'vitest';
import type { Quote, Venue } from '@/tests/support/exchange/synthetic';
import {
  calm,
  calmMarkets,
  fates,
  type QualityWorld,
  qualities,
  qualityWorld,
  type Script,
  states,
} from '@/tests/support/quality-world';

const WARM = 14;
const HOURLY = { intervalMs: 3_600_000 };
let world: QualityWorld;

afterEach(() => world.end());

/** By slots from WARM on: a factor on all prices, null for no answer; the last one stays. */
const by =
  (
    factors: (number | null)[],
    change: (quotes: Quote[], slot: number) => Quote[] = (quotes) => quotes,
  ): Script =>
  (slot, atMs) => {
    const factor = slot < WARM ? 1 : (factors[Math.min(slot - WARM, factors.length - 1)] ?? null);
    return factor === null ? null : change(calmMarkets(20, { slot, atMs, factor }), slot);
  };
const honest = by([1]);
const times = (factor: number | null, slots: number) => Array<number | null>(slots).fill(factor);
const others = { kraken: honest, okx: honest, gate: honest };

interface Case {
  name: string;
  scripts: Partial<Record<Venue, Script>>;
  slots: number;
  expected: Partial<Record<Venue, string>>;
  fate?: Partial<Record<Venue, string>>;
  options?: { intervalMs: number };
}

const CASES: Case[] = [
  {
    name: 'all markets at 10x for one slot: back at once',
    scripts: { ...others, kucoin: by([10, 1]) },
    slots: 3,
    expected: { kucoin: 'raa', okx: 'aaa' },
    fate: { kucoin: 'Woo', okx: 'ooo' },
  },
  {
    name: 'all markets at 0.1x: back after two slots of probation',
    scripts: { ...others, kucoin: by([0.1, 0.1, 0.1, 1]) },
    slots: 7,
    expected: { kucoin: 'rrrrraa', okx: 'aaaaaaa' },
    fate: { kucoin: 'WWWWWoo', okx: 'ooooooo' },
  },
  {
    name: 'all markets of all sources at 10x',
    scripts: { kraken: by([10]), okx: by([10]), gate: by([10]), kucoin: by([10]) },
    slots: 3,
    expected: { kraken: 'aaa', okx: 'aaa', gate: 'aaa', kucoin: 'aaa' },
    fate: { kraken: 'ooo', kucoin: 'ooo' },
  },
  {
    name: 'half the markets missing',
    scripts: { ...others, kucoin: by([1], (quotes, slot) => quotes.slice(0, slot < WARM ? 20 : 10)) },
    slots: 2,
    expected: { kucoin: 'pp' },
    fate: { kucoin: 'oo' },
  },
  {
    name: 'zeros everywhere, then words, then nothing',
    scripts: {
      ...others,
      kucoin: by([1], (quotes, slot) =>
        quotes.map((quote) => ({
          ...quote,
          last: slot >= WARM && slot < WARM + 3 ? (['0', 'much', null][slot - WARM] ?? null) : quote.last,
        })),
      ),
    },
    slots: 4,
    expected: { kucoin: 'fffa' },
    fate: { kucoin: '---o' },
  },
  {
    name: 'a source that lies from its first slot',
    scripts: { ...others, kucoin: (slot, atMs) => (slot < WARM ? null : by([10, 10, 10, 1])(slot, atMs)) },
    slots: 7,
    expected: { kucoin: 'rrrrraa' },
    fate: { kucoin: 'WWWWWoo' },
  },
  {
    name: 'two sources of three, lying differently: nobody can tell, so every market is held',
    scripts: { kraken: honest, okx: by([10, 10, 1]), gate: by([0.2, 0.2, 1]) },
    slots: 4,
    expected: { kraken: 'aaaa', okx: 'aaaa', gate: 'aaaa' },
    fate: { kraken: 'oooo', okx: 'uuoo', gate: 'uuoo' },
  },
  {
    name: 'two liars of five, alike',
    scripts: { ...others, kucoin: by([10, 1]), binance: by([10, 1]) },
    slots: 3,
    expected: { kucoin: 'raa', binance: 'raa', kraken: 'aaa' },
    fate: { kucoin: 'Woo', binance: 'Woo', kraken: 'ooo' },
  },
  {
    name: "one slot late in a true fall of 20 %: its prices are its peers' again",
    scripts: { kraken: by([0.8]), okx: by([0.8]), gate: by([0.8]), kucoin: by([1, 0.8]) },
    slots: 3,
    expected: { kucoin: 'raa', kraken: 'aaa' },
    fate: { kucoin: 'Woo' },
  },
  {
    name: 'silent for a day',
    scripts: { ...others, kucoin: by([...times(null, 26), 1]) },
    slots: 28,
    options: HOURLY,
    expected: { kucoin: `${'f'.repeat(26)}aa` },
    fate: { kucoin: `${'-'.repeat(26)}oo` },
  },
  {
    name: 'lies for more than a day, while the market falls by a third',
    scripts: {
      kraken: by([...times(1, 9), 0.67]),
      okx: by([...times(1, 9), 0.67]),
      gate: by([...times(1, 9), 0.67]),
      kucoin: by([...times(10, 30), 0.67]),
    },
    slots: 34,
    options: HOURLY,
    expected: { kucoin: `${'r'.repeat(32)}aa` },
    fate: { kucoin: `${'W'.repeat(32)}oo` },
  },
];

test.each(CASES.map((each) => [each.name, each] as const))('%s', async (_, each) => {
  world = await qualityWorld(each.scripts, each.options);
  await world.run(WARM + each.slots);
  expect(await states(world, WARM)).toMatchObject(each.expected);
  const fateOf = await fates(world, WARM);
  for (const [venue, fate] of Object.entries(each.fate ?? {})) {
    expect(fateOf.get(`${venue}:CALM3-USDT`), venue).toBe(fate);
  }
});

describe('a source', () => {
  test('with three thousand new markets is believed, and so are they, where no list of before is known', async () => {
    world = await qualityWorld({
      ...others,
      kucoin: by([1], (quotes, slot) =>
        slot < WARM + 1
          ? quotes
          : [
              ...quotes,
              ...Array.from({ length: 3_000 }, (_, i) => calm(`NEW${i}`, { slot, atMs: world.atMs(slot) })),
            ],
      ),
    });
    await world.run(WARM + 1);
    const outcome = await world.run(2);
    expect(outcome.sources.find(({ exchange }) => exchange === 'kucoin')).toMatchObject({
      state: 'accepted',
      stored: 3_020,
      refused: 0,
    });
    const { rows } = await world.database.pool.query('SELECT count(*)::int AS count FROM market_state');
    expect(rows).toEqual([{ count: 0 }]);
  });

  test('whose clock stands still is kept, marked, and no witness against others', async () => {
    const frozen = (quotes: Quote[]) =>
      quotes.map((quote) => ({ ...quote, stampedAtMs: Date.UTC(2026, 10, 23) }));
    world = await qualityWorld({
      okx: by([1], frozen),
      kucoin: by([1], frozen),
      kraken: by([1, 0.7]),
      gate: by([1, 0.7]),
    });
    const outcome = await world.run(WARM);
    const quality = await qualities(world);
    expect([quality.get('okx:CALM1-USDT'), quality.get('kraken:CALM1-USDT')]).toEqual(['g*', 'g']);
    await world.run(3);
    // Two of them would be a majority against the two that moved, and are none.
    expect(await states(world, WARM)).toMatchObject({ kraken: 'aaa', gate: 'aaa' });
    expect(outcome.sources.find(({ exchange }) => exchange === 'okx')?.reason).toBe(
      'its newest time stamp is older than 15 min',
    );
  });

  test('that names a market twice has it once', async () => {
    world = await qualityWorld({
      ...others,
      kucoin: by([1], (quotes) => [
        ...quotes,
        ...quotes.slice(0, 5).map((quote) => ({ ...quote, last: 1e6 })),
      ]),
    });
    await world.run(2);
    expect((await fates(world)).get('kucoin:CALM3-USDT')).toBe('oo');
  });
});

test('a calm slot writes nothing to be remembered', async () => {
  world = await qualityWorld(others);
  await world.run(WARM + 3);
  const { rows } = await world.database.pool.query('SELECT * FROM market_state');
  expect(rows).toEqual([]);
});
