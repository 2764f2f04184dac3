import type { Quote, Venue } from '@/tests/support/exchange/synthetic';
import { calm } from '@/tests/support/quality-world';

/** Slots before anything happens: at the last of them a baseline has 13 observations. */
export const WARM = 14;
export const SLOTS = 44;

export interface Case {
  name: string;
  /** Venues that list it; all five where absent. */
  on?: Venue[];
  quote?: string;
  /** By venue: the price as a factor of the true one, by slots from the first that matters; the last one stays. */
  factors?: Partial<Record<Venue, (number | null)[]>>;
  /** The same for all slots before. */
  before?: Partial<Record<Venue, number | null>>;
  change?: Partial<Record<Venue, (quote: Quote, slot: number) => Partial<Quote>>>;
  /**
   * By venue, what becomes of each value from the first slot that matters on, as `fates` writes it: a text is the
   * beginning. A venue that is not named must have nothing but observations.
   */
  expected?: Partial<Record<Venue, string | RegExp>>;
  /** Quality and freshness at the end (`*` stale, `~` quiet) where it is not plain `g`. */
  quality?: Partial<Record<Venue, string>>;
  /** What became of the slots before, where something did. */
  earlier?: Partial<Record<Venue, RegExp>>;
  /** Parts of observations that were refused, by reason. */
  refused?: Partial<Record<Venue, string>>;
}

const one = (factor: number, slots: number) => [...Array<number>(slots).fill(factor), 1];
const from = (slot: number, change: Partial<Quote>) => (_: Quote, at: number) => (at >= slot ? change : {});
const drift = Array.from({ length: SLOTS }, (_, i) => 1.05 ** (i + 1));
const all = (factors: number[]) => ({
  binance: factors,
  gate: factors,
  kraken: factors,
  kucoin: factors,
  okx: factors,
});

export const CASES: Case[] = [
  { name: 'nothing unusual' },
  { name: 'one market at 10x', factors: { okx: one(10, 6) }, expected: { okx: 'RRRRRRooo' } },
  { name: 'one market at 0.1x', factors: { okx: one(0.1, 6) }, expected: { okx: 'RRRRRRooo' } },
  { name: 'a single print at 10x', factors: { gate: one(10, 1) }, expected: { gate: 'Rooo' } },
  {
    name: 'a single print at 1,000,000x',
    factors: { gate: one(1e6, 1) },
    expected: { gate: 'Rooo' },
  },
  { name: '1.45x, which is no move', factors: { okx: one(1.45, 6) } },
  {
    name: 'a drift of 5 % a slot',
    factors: { okx: drift },
    expected: { okx: /^o{8,20}R+$/ },
    quality: { okx: 'R' },
  },
  {
    name: 'a drift downwards',
    factors: { okx: drift.map((f) => 1 / f) },
    expected: { okx: /^o{8,20}R+$/ },
    quality: { okx: 'R' },
  },
  { name: 'zero', change: { okx: from(WARM, { last: '0' }) }, expected: { okx: /^-+$/ } },
  {
    name: 'a zero for one slot',
    change: { okx: (_, slot) => (slot === WARM ? { last: '0' } : {}) },
    expected: { okx: '-ooo' },
  },
  { name: 'null', change: { okx: from(WARM, { last: null }) }, expected: { okx: /^-+$/ } },
  { name: 'a word', change: { kraken: from(WARM, { last: 'much' }) }, expected: { kraken: /^-+$/ } },
  { name: '1e999', change: { gate: from(WARM, { last: '1e999' }) }, expected: { gate: /^-+$/ } },
  {
    name: '1e150, which no price is',
    change: { gate: from(WARM, { last: '1e150' }) },
    expected: { gate: /^-+$/ },
  },
  { name: 'a negative price', change: { kucoin: from(WARM, { last: '-5' }) }, expected: { kucoin: /^-+$/ } },
  {
    name: 'a crossed book',
    change: { okx: from(WARM, { bid: 101, ask: 100 }) },
    refused: { okx: 'crossed-book' },
  },
  { name: 'a locked book', change: { okx: from(WARM, { bid: 100, ask: 100 }) } },
  {
    name: 'a day whose high is below its low',
    change: { gate: from(WARM, { high: 90, low: 110 }) },
    refused: { gate: 'crossed-range' },
  },
  {
    name: 'a turnover that no price explains',
    change: { okx: from(WARM, { quoteVolume: 9e9 }) },
    refused: { okx: 'volume-mismatch' },
  },
  {
    name: 'frozen for three hours: kept, marked',
    change: { okx: from(WARM, { last: 100, baseVolume: 1e4, quoteVolume: 1e6 }) },
    quality: { okx: 'g~' },
  },
  {
    name: 'two frozen ones are no witnesses against a third',
    on: ['okx', 'gate', 'kraken'],
    change: {
      okx: from(WARM, { last: 100, baseVolume: 1e4, quoteVolume: 1e6 }),
      gate: from(WARM, { last: 100, baseVolume: 1e4, quoteVolume: 1e6 }),
    },
    factors: { kraken: [...Array<number>(39).fill(1), 10] },
    quality: { okx: 'g~', gate: 'g~', kraken: 's' },
  },
  {
    name: 'frozen, but it hardly trades anyway',
    change: { okx: from(WARM, { last: 100, baseVolume: 10, quoteVolume: 1000 }) },
  },
  {
    name: 'stale: stamped 16 minutes ago, kept, marked',
    change: { binance: ({ stampedAtMs }) => ({ stampedAtMs: stampedAtMs - 16 * 60_000 }) },
    quality: { binance: 'g*' },
  },
  {
    name: 'stamped 14 minutes ago',
    change: { binance: ({ stampedAtMs }) => ({ stampedAtMs: stampedAtMs - 14 * 60_000 }) },
  },
  {
    name: 'stamped by a clock that is ahead',
    change: { binance: ({ stampedAtMs }) => ({ stampedAtMs: stampedAtMs + 36e5 }) },
  },
  {
    // After 36 slots it is judged alone, and nobody else lists its coin.
    name: 'two coins under one symbol',
    before: { okx: 1000 },
    factors: { okx: [1000] },
    quality: { okx: 's' },
  },
  {
    name: 'two coins under one symbol, one of which really is at 10x: refused until it is a rebase',
    before: { okx: 1000 },
    factors: { okx: [10_000] },
    expected: { okx: /^R+$/ },
    quality: { okx: 'R' },
  },
  { name: 'a premium of 30 %', before: { gate: 1.3 }, factors: { gate: [1.3] } },
  { name: 'a premium that comes and goes', factors: { gate: [1.3, 1.3, 1, 1.2] } },
  { name: 'a stablecoin that loses a little on one venue', factors: { okx: one(0.85, 9) } },
  {
    name: 'a stablecoin that loses its peg on one venue',
    factors: { okx: one(0.4, 9) },
    expected: { okx: 'RRRRRRRRRooo' },
  },
  { name: 'a stablecoin that loses its peg on all', factors: all([0.4, 0.2, 0.1]) },
  {
    name: 'a leveraged token that merges 1:1000, where nobody else lists it',
    on: ['gate'],
    factors: { gate: [1000] },
    quality: { gate: 's' },
  },
  { name: 'a real 10x on all venues', factors: all([10]) },
  { name: 'a real fall to a tenth on all venues, and back', factors: all(one(0.1, 5)) },
  {
    name: 'a real 10x on half of the peers: believed in the same slot',
    factors: { okx: [10], gate: [10], kraken: [10] },
  },
  {
    name: 'a real 10x on fewer: two of five',
    factors: { okx: one(10, 4), gate: one(10, 4) },
    expected: { okx: 'RRRRooo', gate: 'RRRRooo' },
  },
  {
    name: 'a real 10x on one, which the others follow',
    factors: { okx: [10], gate: [1, 10], kraken: [1, 1, 10], kucoin: [1, 1, 10], binance: [1, 1, 10] },
    expected: { okx: 'RRooo', gate: 'oRooo' },
  },
  {
    name: 'two liars of three, who say different things',
    on: ['okx', 'gate', 'kraken'],
    factors: { okx: one(10, 2), gate: one(3.5, 2) },
    expected: { okx: 'uuooo', gate: 'uuooo' },
  },
  {
    name: 'two liars of three who keep to it: known on their own word, and withdrawn when they are back',
    on: ['okx', 'gate', 'kraken'],
    factors: { okx: one(10, 9), gate: one(3.5, 9) },
    expected: { okx: 'CCCCCCCCCooo', gate: 'CCCCCCCCCooo' },
  },
  {
    name: 'two liars of five, who say different things',
    factors: { okx: one(10, 4), gate: one(0.2, 4) },
    expected: { okx: 'RRRRooo', gate: 'RRRRooo' },
  },
  {
    name: 'a liar in a pair of two',
    on: ['okx', 'gate'],
    factors: { okx: one(10, 2) },
    expected: { okx: 'uuooo' },
  },
  {
    name: 'a liar in a pair of two who keeps to it',
    on: ['okx', 'gate'],
    factors: { okx: one(10, 9) },
    expected: { okx: 'CCCCCCCCCooo' },
  },
  {
    name: 'a pair that moves together',
    on: ['okx', 'gate'],
    factors: { okx: [10], gate: [10] },
  },
  { name: 'alone, by 2.9x', on: ['okx'], factors: { okx: [2.9] }, quality: { okx: 's' } },
  {
    name: 'alone, once at 10x',
    on: ['okx'],
    factors: { okx: one(10, 1) },
    expected: { okx: 'uooo' },
    quality: { okx: 's' },
  },
  {
    name: 'alone, at 10x for good: known after three slots',
    on: ['okx'],
    factors: { okx: [10] },
    quality: { okx: 's' },
  },
  {
    name: 'alone, and never twice at the same price',
    on: ['okx'],
    factors: { okx: Array.from({ length: SLOTS }, (_, i) => (i % 2 === 0 ? 10 : 30)) },
    expected: { okx: /^u{43}p$/ },
    quality: { okx: 'p' },
  },
  {
    name: 'alone, and away in between',
    on: ['okx'],
    factors: { okx: [10, null, 10, 10, 10] },
    expected: { okx: 'u-ooo' },
    quality: { okx: 's' },
  },
  {
    name: 'a market that hardly trades, contradicted: held, then known',
    factors: { okx: one(10, 2) },
    change: { okx: () => ({ baseVolume: 0.5, quoteVolume: 50 }) },
    expected: { okx: 'uuooo' },
  },
  {
    name: 'an unknown turnover counts as hardly any',
    factors: { gate: one(10, 2) },
    change: { gate: () => ({ baseVolume: '', quoteVolume: '' }) },
    expected: { gate: 'uuooo' },
  },
  {
    name: 'a market that only one venue has in bitcoin: its peers in dollars know',
    on: ['okx'],
    quote: 'BTC',
    factors: { okx: one(10, 4) },
    expected: { okx: 'RRRRooo' },
  },
  {
    name: 'a wrong baseline, and the way back',
    before: { okx: 10 },
    factors: { okx: [1] },
    expected: { okx: 'RRooo' },
    earlier: { okx: /^C{14}$/ },
  },
  {
    name: 'a wrong baseline that is left for another wrong price',
    before: { okx: 10 },
    factors: { okx: [0.1, 0.1, 0.1, 0.1, 1] },
    expected: { okx: 'RRRRRRooo' },
    earlier: { okx: /^C{14}$/ },
  },
  { name: 'the first hour of a listing', before: { okx: null }, earlier: { okx: /^-{14}$/ } },
  {
    name: 'a lie in the first hour of a listing',
    before: { okx: null },
    factors: { okx: [1, 1, 10, 10, 1] },
    expected: { okx: 'ooRRooo' },
    earlier: { okx: /^-{14}$/ },
  },
  {
    name: 'a lie in the first hour on all: nobody has a baseline',
    before: { okx: null, gate: null, kraken: null, kucoin: null, binance: null },
    factors: { okx: [1, 1, 10, 10, 1] },
    expected: { okx: 'ooRRooo' },
    earlier: { okx: /^-*$/, gate: /^-*$/, kraken: /^-*$/, kucoin: /^-*$/, binance: /^-*$/ },
  },
  {
    name: 'a listing whose first price is a lie',
    before: { okx: null },
    factors: { okx: [10, 10, 1] },
    expected: { okx: 'CCRRooo' },
    earlier: { okx: /^-{14}$/ },
  },
];

export const baseOf = (index: number): string => `CASE${index}`;

/** What a venue says of all cases in a slot. */
export function caseQuotes(venue: Venue, slot: number, atMs: number): Quote[] {
  return CASES.flatMap(({ on, quote = 'USDT', factors, before, change }, index) => {
    const base = baseOf(index);
    const at = { slot, atMs, ...(quote === 'BTC' && { quote, price: 0.01 }) };
    if (quote === 'BTC' && !(on ?? []).includes(venue)) return [calm(base, { slot, atMs })];
    if (on !== undefined && !on.includes(venue)) return [];
    const script = factors?.[venue] ?? [1];
    const factor =
      slot < WARM
        ? before?.[venue] === undefined
          ? 1
          : before[venue]
        : script[Math.min(slot - WARM, script.length - 1)];
    if (factor === null || factor === undefined) return [];
    const told = calm(base, { ...at, factor });
    return [{ ...told, ...change?.[venue]?.(told, slot) }];
  });
}
