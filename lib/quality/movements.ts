import { quoteClass } from '@/lib/model/quote-class';
import type { Ticker } from '@/lib/model/ticker';
import { coinsOf, type LeveledMarket } from '@/lib/quality/homonyms';
import type { MarketState, Reference } from '@/lib/quality/market-state';
import { baselineOf, rowIndex, WINDOW_MS } from '@/lib/series';
import type { Past } from './past';

/** How one market's price stands to its own past, and what makes it comparable with others. NaN where unknown. */
export interface Movement {
  dimensionId: number;
  source: string;
  /** The venue, by the name that peers are told apart by. */
  exchange: string;
  /** The coin that it trades, as `coinsOf` tells those of one ticker apart: peers share it. */
  base: string;
  quoteClass: string;
  quoteVolume: number;
  price: number;
  /** Price / last accepted price. */
  step: number;
  /** Price / baseline mean. */
  ratio: number;
  /** Price / price in the slot before, accepted or not. */
  slotStep: number;
  /** ms UTC: since then neither price nor volume has changed. */
  unchangedSinceMs: number;
  /** What it is measured by; absent for a market without a past. */
  reference: Reference | undefined;
  /** What the rules remember of it. */
  state: MarketState | undefined;
  /** Its statistics end soon, for want of an accepted value: what it is measured by has to be remembered. */
  isLeaving: boolean;
  silent: boolean;
}

/** One a ticker, in their order. The tickers have a price. Those of `silentSources` are no witnesses. */
export function movementsOf(
  tickers: readonly Ticker[],
  past: Omit<Past, 'histories'>,
  silentSources: ReadonlySet<string>,
  venueOf: (exchange: string) => string,
): Movement[] {
  const rowOf = rowIndex(past.stats.dimensionIds);
  const movements = tickers.map((ticker): Movement & LeveledMarket => {
    const { market, last: price, quoteVolume, baseVolume } = ticker;
    const dimensionId = past.idOf.get(market.name) ?? -1;
    const state = past.states.get(dimensionId);
    const row = rowOf[dimensionId] ?? -1;
    const reference = row >= 0 ? referenceOf(past, row) : state?.reference;
    const before = reference?.price ?? price;
    return {
      dimensionId,
      source: market.exchange,
      exchange: venueOf(market.exchange),
      base: market.base,
      quoteClass: quoteClass(market.quote),
      // A lie about the price must not change who trades how much.
      quoteVolume: Number.isNaN(quoteVolume) ? baseVolume * before : quoteVolume,
      price,
      baseline: row >= 0 ? baselineOf(past.stats, row, past.priceColumn) : null,
      step: price / (reference?.price ?? Number.NaN),
      ratio: price / (reference?.mean ?? Number.NaN),
      slotStep: price / priceBefore(reference, state, past),
      unchangedSinceMs: unchangedSince(ticker, row, state, past),
      reference,
      state,
      isLeaving: row >= 0 && (past.stats.atMs[row] ?? 0) < past.slotMs - WINDOW_MS / 2,
      silent: silentSources.has(market.exchange),
    };
  });
  const coins = coinsOf(movements);
  return movements.map(({ baseline: _, ...movement }, i) => ({
    ...movement,
    base: coins[i] ?? movement.base,
  }));
}

function referenceOf({ stats, priceColumn }: Omit<Past, 'histories'>, row: number): Reference | undefined {
  const price = stats.latest[row * stats.metricCount + priceColumn];
  if (price === undefined || Number.isNaN(price)) return undefined;
  return {
    atMs: stats.atMs[row] ?? 0,
    price,
    mean: baselineOf(stats, row, priceColumn)?.mean ?? null,
  };
}

function priceBefore(
  reference: Reference | undefined,
  state: MarketState | undefined,
  { slotMs, intervalMs }: Omit<Past, 'histories'>,
): number {
  const beforeMs = slotMs - intervalMs;
  if (state?.refused?.atMs === beforeMs) return state.refused.price;
  return reference?.atMs === beforeMs ? reference.price : Number.NaN;
}

function unchangedSince(
  { last, baseVolume }: Ticker,
  row: number,
  state: MarketState | undefined,
  { stats, priceColumn, volumeColumn }: Omit<Past, 'histories'>,
): number {
  const before = (column: number) => (row < 0 ? undefined : stats.latest[row * stats.metricCount + column]);
  // An exchange that sends no volume has none in either slot.
  if (last !== before(priceColumn) || !Object.is(baseVolume, before(volumeColumn))) return Number.NaN;
  return state?.unchangedSinceMs ?? stats.atMs[row] ?? Number.NaN;
}
