import { dollarRates } from './dollar-rates';
import type { PeerMarket } from './venues';

/** A market and what it usually costs, in its quote. */
export interface LeveledMarket extends PeerMarket {
  price: number;
  /** Its price over 24 hours; null before there is one. */
  baseline: { count: number; mean: number; stddev: number } | null;
}

/** Two markets whose levels are further apart than this trade different coins. */
const APART = 2;
/** After so many slots: an exchange that lags or lies for an hour is no other coin. */
const MIN_SLOTS = 36;

interface Level {
  index: number;
  low: number;
  high: number;
}

/**
 * The coin of each market, in their order: its base, or the base with a number where exchanges trade different coins
 * under one ticker (PUMP, ACT, GST). Markets of different coins are no peers.
 *
 * Levels are dollars: mean of 24 hours, one standard deviation either way, so that a move of one of them parts nothing.
 * A gap of 2x between all levels below it and all above parts a base. The coin with the most exchanges keeps the
 * base as its name. A market without 36 slots belongs to the coin whose level is within 2x of its price, else to that.
 */
export function coinsOf(markets: readonly LeveledMarket[]): string[] {
  const rates = dollarRates(
    markets.map((market) => ({
      ...market,
      price: market.baseline?.mean ?? market.price,
      ratio: Number.NaN,
      step: Number.NaN,
    })),
  );
  const rateOf = ({ quoteClass }: LeveledMarket) => rates.get(quoteClass)?.price ?? Number.NaN;
  const coins = markets.map(({ base }) => base);
  for (const [base, members] of byBase(markets)) {
    const parts = partsOf(levelsOf(markets, members, rateOf));
    if (parts.length < 2) continue;
    const venues = (part: Level[]) => new Set(part.map(({ index }) => markets[index]?.exchange)).size;
    const named = parts.toSorted((a, b) => venues(b) - venues(a));
    const partOf = new Map(named.flatMap((part, i) => part.map(({ index }) => [index, i] as const)));
    for (const index of members) {
      const market = markets[index];
      if (market === undefined) continue;
      const part = partOf.get(index) ?? nearest(named, market.price * rateOf(market));
      if (part > 0) coins[index] = `${base} ${part + 1}`;
    }
  }
  return coins;
}

/** Only bases that several exchanges list can be of several coins. */
function byBase(markets: readonly LeveledMarket[]): Map<string, number[]> {
  const found = new Map<string, number[]>();
  markets.forEach(({ base }, index) => {
    const members = found.get(base);
    if (members === undefined) found.set(base, [index]);
    else members.push(index);
  });
  for (const [base, members] of found) {
    if (new Set(members.map((index) => markets[index]?.exchange)).size < 2) found.delete(base);
  }
  return found;
}

function levelsOf(
  markets: readonly LeveledMarket[],
  members: readonly number[],
  rateOf: (market: LeveledMarket) => number,
): Level[] {
  return members.flatMap((index) => {
    const market = markets[index];
    if (market === undefined || market.baseline === null || market.baseline.count < MIN_SLOTS) return [];
    const { mean, stddev } = market.baseline;
    const rate = rateOf(market);
    const level = { index, low: (mean - stddev) * rate, high: (mean + stddev) * rate };
    return Number.isFinite(level.high) ? level : [];
  });
}

/** Parted at each gap, from the lowest level to the highest. */
function partsOf(levels: readonly Level[]): Level[][] {
  const parts: Level[][] = [];
  let highest = 0;
  for (const level of levels.toSorted((a, b) => a.low + a.high - b.low - b.high)) {
    if (parts.length === 0 || level.low > APART * highest) parts.push([]);
    parts.at(-1)?.push(level);
    highest = Math.max(highest, level.high);
  }
  return parts;
}

function nearest(parts: readonly Level[][], price: number): number {
  const found = parts.findIndex((part) =>
    part.some(({ low, high }) => price > low / APART && price < high * APART),
  );
  return Math.max(0, found);
}
