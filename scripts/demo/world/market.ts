import { MINUTE_MS } from '@/lib/model/time';
import type { RecordedMarket } from '@/scripts/demo/recordings';
import type { Pair } from './pair';
import { type Decimals, decimalsFor, type Quote, rounded } from './quote';
import { gaussian, keyOf, ripple, uniform } from './random';

/** How far venues differ, as a part of the price: for good, and from minute to minute. */
const PREMIUM = 0.000_15;
const NOISE = 0.000_2;

/** One market of one exchange: a pair as this venue sees it. */
export class DemoMarket {
  readonly #key: number;
  readonly #premium: number;
  readonly #lag: number;
  readonly #noise: number;
  readonly #decimals: Decimals;
  readonly #baseVolume: number;

  constructor(
    seed: number,
    readonly recorded: RecordedMarket,
    /** Of the base in the quote. */
    level: number,
    private readonly pair: Pair,
  ) {
    const { exchange, base, quote, turnover, spread } = recorded;
    this.#key = keyOf(seed, `${exchange}:${base}-${quote}`);
    this.#premium = PREMIUM * gaussian(this.#key, 1);
    this.#lag = uniform(keyOf(seed, exchange), 0);
    this.#noise = NOISE + spread / 20;
    this.#baseVolume = turnover / level;
    this.#decimals = {
      price: decimalsFor(level, 6),
      amount: Math.min(8, decimalsFor(this.#baseVolume, 9)),
      paid: Math.min(8, decimalsFor(turnover, 9)),
    };
  }

  /** The last price alone, as `quote` gives it. */
  last(atMs: number): number {
    const factor = 10 ** this.#decimals.price;
    return Math.round(this.#traded(atMs) * factor) / factor;
  }

  /** The amount traded in the 24 hours before alone, as `quote` gives it. */
  volume(atMs: number): number {
    const own = Math.exp(0.1 * ripple(this.#key + 6, atMs, 360 * MINUTE_MS));
    return rounded(this.#baseVolume * this.pair.turnover(atMs) * own, this.#decimals.amount);
  }

  /** What it shows at this time, with last price, bid and ask `lie` times what they are. */
  quote(atMs: number, lie = 1): Quote {
    const { price, amount, paid } = this.#decimals;
    const day = this.pair.state(atMs);
    const at = (log: number) => rounded(Math.exp(log + this.#premium), price);
    const honest = this.#book(atMs, 1);
    const { last, bid, ask } = lie === 1 ? honest : this.#book(atMs, lie);
    const baseVolume = this.volume(atMs);
    const vwap = at(day.average);
    const size = baseVolume * 0.000_1;
    return {
      atMs,
      last,
      bid,
      ask,
      bidSize: rounded(size * Math.exp(ripple(this.#key + 4, atMs, 3 * MINUTE_MS)), amount),
      askSize: rounded(size * Math.exp(ripple(this.#key + 5, atMs, 3 * MINUTE_MS)), amount),
      baseVolume,
      quoteVolume: rounded(baseVolume * vwap, paid),
      vwap,
      high: Math.max(at(day.high), honest.last),
      low: Math.min(at(day.low), honest.last),
      open: at(day.open),
      dayOpen: at(day.dayOpen),
      decimals: this.#decimals,
    };
  }

  #book(atMs: number, lie: number): Pick<Quote, 'last' | 'bid' | 'ask'> {
    const last = this.#traded(atMs) * lie;
    const half = (this.recorded.spread / 2) * Math.exp(0.3 * ripple(this.#key + 3, atMs, 20 * MINUTE_MS));
    const factor = 10 ** this.#decimals.price;
    const bid = Math.floor(last * (1 - half) * factor);
    const ask = Math.max(bid + 1, Math.ceil(last * (1 + half) * factor));
    return { last: Math.round(last * factor) / factor, bid: bid / factor, ask: ask / factor };
  }

  /** The last price before it is rounded. */
  #traded(atMs: number): number {
    const price = this.pair.log(atMs);
    const lagged = this.pair.lagged(atMs);
    const noise = this.#noise * ripple(this.#key + 2, atMs, 8 * MINUTE_MS);
    return Math.exp(price + this.#lag * (lagged - price) + this.#premium + noise);
  }
}
