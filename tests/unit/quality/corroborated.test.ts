import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dollarRates, hearPeers, type VenueMarket } from '@/lib/quality';
import { corroborated, type Finding } from '@/lib/quality/corroborated';
import { marketCase, testimony, venueMarket } from './build';

const none = Number.NaN;

describe('corroborated', () => {
  const agreeing = (count: number, voting: number) =>
    testimony({ listing: voting, voting, agreeing: count, contradicting: 0 });
  const nobody = agreeing(0, 0);
  const contradicted = testimony();

  it.each<[string, Parameters<typeof marketCase>[0], Finding]>([
    ['not moved', { peers: contradicted }, 'unmoved'],
    ['1.5x of its baseline', { ratio: 1.5, peers: contradicted }, 'unmoved'],
    ['just beyond', { ratio: 1.501, peers: contradicted }, 'contradicted'],
    ['just beyond, downwards', { ratio: 1 / 1.501, peers: contradicted }, 'contradicted'],
    ['beyond 1.5x of its last value', { step: 1.501, peers: contradicted }, 'contradicted'],
    ['without any past', { step: none, ratio: none, peers: contradicted }, 'unmoved'],
    ['without a baseline', { step: 10, ratio: none, peers: contradicted }, 'contradicted'],
    ['half agree', { ratio: 10, peers: agreeing(2, 4) }, 'corroborated'],
    [
      'fewer than half agree, and the others not with one another',
      { ratio: 10, peers: agreeing(1, 4) },
      'unclear',
    ],
    ['its only peer agrees', { ratio: 10, peers: agreeing(1, 1) }, 'corroborated'],
    ['its only peer does not', { ratio: 10, peers: agreeing(0, 1) }, 'unclear'],
    ['alone, 3x', { ratio: 3, peers: nobody }, 'alone'],
    ['alone, beyond 3x', { ratio: 3.001, peers: nobody }, 'unclear'],
    ['alone, beyond 3x of its last value', { step: 1 / 3.001, peers: nobody }, 'unclear'],
    ['1,000 US dollars a day', { ratio: 10, turnover: 1000, peers: contradicted }, 'contradicted'],
    ['less', { ratio: 10, turnover: 999, peers: contradicted }, 'unclear'],
    ['an unknown turnover', { ratio: 10, turnover: none, peers: contradicted }, 'unclear'],
    ['less, but half agree', { ratio: 10, turnover: 999, peers: agreeing(2, 4) }, 'corroborated'],
  ])('%s', (_, change, expected) => {
    expect(corroborated(marketCase(change))).toBe(expected);
  });
});

const hear = (markets: VenueMarket[]) => hearPeers(markets, dollarRates(markets));
/** One market a venue, by ratios. */
const ratios = (...given: number[]) =>
  given.map((ratio, i) => venueMarket(`venue${i}`, { ratio, step: ratio }));

describe('hearPeers, of a moved market', () => {
  it.each([
    ['nobody shares it', [10, 1, 1, 1], { agreeing: 0, contradicting: 3, on: 1 }],
    ['half share it: nothing contradicts', [10, 10, 1], { agreeing: 1, contradicting: 0, on: none }],
    ['fewer do', [10, 10, 1, 1, 1], { agreeing: 1, contradicting: 3, on: 1 }],
    ['a pair', [10, 1], { agreeing: 0, contradicting: 0, on: none }],
    ['the others disagree with one another', [10, 5, 1], { agreeing: 0, contradicting: 0, on: none }],
    [
      'half of the others agree, which is no majority',
      [10, 1, 1, 3, 30],
      { agreeing: 0, contradicting: 0, on: none },
    ],
    ['they agree within 1.5x', [10, 1, 1.49, 1.2], { agreeing: 0, contradicting: 3, on: 1.2 }],
    ['at just 1.5x of one of three', [1.5, 1, 0.9, 0.9], { agreeing: 1, contradicting: 3, on: 0.9 }],
    ['on another move', [10, 2, 2, 2], { agreeing: 0, contradicting: 3, on: 2 }],
  ])('%s', (_, given, expected) => {
    const [heard] = hear(ratios(...given));
    expect(heard).toMatchObject({ agreeing: expected.agreeing, contradicting: expected.contradicting });
    if (expected.contradicting === 0) expect(heard?.on).toBeNaN();
    else expect(heard?.on).toBeCloseTo(expected.on, 9);
  });

  it('counts only those that can be compared', () => {
    const fresh = venueMarket('x', { ratio: none, step: none });
    expect(hear([...ratios(10, 1), fresh])[0]).toMatchObject({ listing: 2, voting: 1 });
  });

  it('hears no silent one, which hears all others', () => {
    const quiet = venueMarket('quiet', { ratio: 1, silent: true });
    const heard = hear([...ratios(10, 10), quiet]);
    expect(heard[0]).toMatchObject({ listing: 2, voting: 1, agreeing: 1 });
    expect(heard[2]).toMatchObject({ listing: 2, voting: 2, agreeing: 0, contradicting: 2, on: 10 });
  });

  it('tells what their last steps were, and how its level stands to theirs', () => {
    const markets = [
      venueMarket('a', { ratio: 10, price: 1000 }),
      venueMarket('b', { slotStep: 1.02, price: 100 }),
      venueMarket('c', { slotStep: 1.04, price: 104 }),
      venueMarket('d', { slotStep: 1.03, price: 96 }),
    ];
    expect(hear(markets)[0]).toMatchObject({ slotStep: 1.03, level: 10 });
    expect(hear(markets)[1]?.level).toBeNaN();
    const asked = markets.map((market) => ({ ...market, known: true }));
    expect(hear(asked)[1]).toMatchObject({ agreeing: 2, contradicting: 0, level: 100 / 104 });
  });

  it('says a contradiction by steps where it has no baseline', () => {
    const [heard] = hear([
      venueMarket('a', { ratio: none, step: 10 }),
      ...ratios(2, 2).map((m, i) => ({ ...m, exchange: `v${i}` })),
    ]);
    expect(heard).toMatchObject({ contradicting: 2 });
    expect(heard?.on).toBeCloseTo(2, 9);
  });
});

describe('hearPeers, in US dollars', () => {
  const bitcoin = (venue: string, change: Partial<VenueMarket> = {}) =>
    venueMarket(venue, { price: 10_000, ratio: 2, step: 2, ...change });
  const inBitcoin = (venue: string, change: Partial<VenueMarket>) =>
    venueMarket(venue, { base: 'ETH', quoteClass: 'BTC', ...change });
  const inDollars = (venue: string, change: Partial<VenueMarket> = {}) =>
    venueMarket(venue, { base: 'ETH', ...change });

  it('a market without peers in its quote hears those in others, by converted ratios', () => {
    const markets = [
      bitcoin('a'),
      bitcoin('b'),
      inBitcoin('a', { ratio: 0.5, step: 0.5, price: 0.01, known: true }),
      inDollars('b', { price: 100 }),
      inDollars('c', { price: 100 }),
    ];
    expect(hear(markets)[2]).toMatchObject({ listing: 2, voting: 2, agreeing: 2, level: 1 });
    expect(hear(markets)[3]).toMatchObject({ listing: 1, voting: 1 });
  });

  it('by converted steps where it has no baseline', () => {
    const markets = [
      bitcoin('a', { step: 4 }),
      inBitcoin('a', { ratio: none, step: 0.25 }),
      inDollars('b'),
      inDollars('c'),
    ];
    expect(hear(markets)[1]).toMatchObject({ voting: 2, agreeing: 2 });
  });

  it('speaks by its most liquid market in US dollars', () => {
    const markets = [
      bitcoin('a', { ratio: 1 }),
      inBitcoin('b', { quoteVolume: 1, ratio: 1 }),
      venueMarket('b', { base: 'ETH', quoteClass: 'EUR', quoteVolume: 5000, ratio: 9 }),
      venueMarket('z', { base: 'EUR', price: 1.1 }),
      venueMarket('c', { base: 'ETH', quoteClass: 'TRY', ratio: 1 }),
      venueMarket('z', { base: 'TRY', price: 0.03 }),
    ];
    expect(hear(markets)[4]).toMatchObject({ listing: 1, voting: 1, agreeing: 1 });
  });

  it('lets nobody speak by a quote without a price in US dollars, though it lists', () => {
    const markets = [
      bitcoin('a', { ratio: 1 }),
      inBitcoin('a', { ratio: 1 }),
      venueMarket('b', { base: 'ETH', quoteClass: 'XYZ', ratio: 1 }),
      inDollars('c'),
    ];
    expect(hear(markets)[1]).toMatchObject({ listing: 2, voting: 1, agreeing: 1 });
  });

  it('hears nobody where the quote has no price in US dollars', () => {
    const markets = [inBitcoin('a', { ratio: 9 }), inDollars('b'), inDollars('c')];
    expect(hear(markets)[0]).toMatchObject({ listing: 0, voting: 0 });
    expect(hear(markets)[1]).toMatchObject({ listing: 1 });
  });

  it('asks peers in its own quote where it has them', () => {
    const markets = [
      bitcoin('a'),
      inBitcoin('a', { ratio: 9 }),
      inBitcoin('b', { ratio: 9 }),
      inDollars('c'),
      inDollars('d'),
    ];
    expect(hear(markets)[1]).toMatchObject({ listing: 1, voting: 1, agreeing: 1 });
  });
});

describe('whatever the prices', () => {
  const honest = fc.double({ min: 0.82, max: 1.22, noNaN: true });
  const move = fc.double({ min: 0.05, max: 20, noNaN: true });
  const judge = (markets: VenueMarket[]) => {
    const heard = hear(markets);
    return markets.map((market, i) =>
      corroborated(marketCase({ ...market, peers: heard[i] ?? testimony() })),
    );
  };

  it('one liar among three venues or more makes no honest market anything but believed', () => {
    fc.assert(
      fc.property(
        fc.array(honest, { minLength: 2, maxLength: 12 }),
        fc.nat(),
        move,
        move,
        (given, at, lie, shared) => {
          const liar = at % (given.length + 1);
          const markets = ratios(
            ...given.toSpliced(liar, 0, lie).map((ratio, i) => (i === liar ? ratio : ratio * shared)),
          );
          const found = judge(markets);
          for (const [i, finding] of found.entries()) {
            if (i !== liar) expect(['unmoved', 'corroborated']).toContain(finding);
          }
        },
      ),
    );
  });

  it('and a liar by more than 1.5x of them all is contradicted, if it claims to have moved', () => {
    fc.assert(
      fc.property(
        fc.array(honest, { minLength: 3, maxLength: 12 }),
        fc.constantFrom(10, 0.1, 3, 0.3),
        (given, lie) => {
          expect(judge(ratios(lie, ...given))[0]).toBe('contradicted');
        },
      ),
    );
  });

  it('a move that all share is believed of all', () => {
    fc.assert(
      fc.property(fc.array(honest, { minLength: 2, maxLength: 12 }), move, (given, shared) => {
        for (const finding of judge(ratios(...given.map((ratio) => ratio * shared)))) {
          expect(['unmoved', 'corroborated']).toContain(finding);
        }
      }),
    );
  });
});
