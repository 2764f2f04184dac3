import type { Ticker } from '@/lib/model/ticker';
import { CASES, type SeedMarket } from './markets';
import { normal } from './random';

/** What a market is worth now, and what it traded for the last day. */
export interface MarketState {
  price: number;
  volume: number;
}

/** The next slot of a market: its price walks and is drawn home, its volume swings with the hour. */
export function nextState(
  market: SeedMarket,
  before: MarketState,
  slot: number,
  random: () => number,
): MarketState {
  const home = 0.02 * Math.log(market.price / before.price);
  return {
    price: before.price * Math.exp(home + market.step * normal(random)),
    volume: before.volume * Math.exp(0.01 * Math.sin(slot / 46) + 0.008 * normal(random)),
  };
}

/** What the exchange would say of a market in a slot. `slotsLeft` counts down to the newest, 0. */
export function tickerOf(market: SeedMarket, { price, volume }: MarketState, slotsLeft: number): Ticker {
  const last = market.name === CASES.jump && slotsLeft < 4 ? price * (1.4 + 0.6 * (3 - slotsLeft)) : price;
  // This exchange tells no sizes.
  const size = market.exchange === 'binance' ? Number.NaN : volume / 5_000;
  return {
    market: { ...market, symbol: `${market.base}/${market.quote}` },
    last,
    bid: last * (1 - market.step / 10),
    ask: last * (1 + market.step / 10),
    bidSize: size,
    askSize: size * (1 + Math.sin(slotsLeft / 5) / 2),
    baseVolume: volume,
    quoteVolume: volume * last,
    high: Math.max(last, market.price * (1 + market.step * 8)),
    low: Math.min(last, market.price * (1 - market.step * 8)),
    open: market.price,
    changePercent: (last / market.price - 1) * 100,
    vwap: (last + market.price) / 2,
    stampedAtMs: Number.NaN,
  };
}

/** Whether a market has an observation in a slot. */
export function isSeen({ name }: SeedMarket, slotsLeft: number): boolean {
  if (name === CASES.gap) return slotsLeft < 60 || slotsLeft >= 84;
  if (name === CASES.young) return slotsLeft < 6;
  if (name === CASES.stale) return slotsLeft >= 72;
  if (name === CASES.refused) return !isRefused(slotsLeft);
  return name !== CASES.pending || slotsLeft > 0;
}

/** The slots in which the refused market sent ten times its price. */
export function isRefused(slotsLeft: number): boolean {
  return slotsLeft === 0 || (slotsLeft >= 100 && slotsLeft < 103);
}
