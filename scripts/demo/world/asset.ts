import { HOUR_MS } from '@/lib/model/time';
import { activity } from './day-shape';
import { gaussian, keyOf, ripple, uniform } from './random';
import { Recent } from './recent';
import type { Tide } from './tide';
import { walk } from './walk';

/** How much all coins move together: standard deviation of a day's change. */
const TOGETHER = 0.018;
/** A move is not a step: it takes this long up and down again. */
const RAMP_MS = 5_000;
/** What is traded while a price stands moved, against usual. */
const MOVED_TURNOVER = 20;

/** A price of this asset that moves for a while, on every exchange. */
export interface Move {
  factor: number;
  fromMs: number;
  untilMs: number;
}

export type AssetKind = 'dollar' | 'dollar-coin' | 'currency' | 'coin';

/** What one asset is worth in US dollars, and how much of it is traded: pure functions of seed and time. */
export class Asset {
  readonly #key: number;
  readonly #logLevel: number;
  readonly #daily: number;
  readonly #log = new Recent((atMs) => this.#logAt(atMs));
  readonly #hour = new Recent((hourMs) => this.#hourAt(hourMs / HOUR_MS));
  readonly #turnoverKey: number;
  #day = { hour: Number.NaN, before: 0, now: 0, dayAgo: 0 };

  constructor(
    seed: number,
    code: string,
    readonly kind: AssetKind,
    level: number,
    readonly moves: readonly Move[],
    private readonly tide: Tide,
  ) {
    this.#key = keyOf(seed, code);
    this.#turnoverKey = keyOf(seed, `turnover of ${code}`);
    this.#logLevel = Math.log(level);
    this.#daily = { dollar: 0, 'dollar-coin': 0.000_15, currency: 0.004, coin: 0.02 }[kind];
    if (kind === 'coin' && code !== 'BTC') this.#daily += 0.04 * uniform(this.#key, -1);
  }

  /** Natural logarithm of its price in US dollars. */
  logPrice(atMs: number): number {
    return this.kind === 'dollar' ? 0 : this.#log.at(atMs);
  }

  #logAt(atMs: number): number {
    let log = this.#logLevel + this.#daily * walk(this.#key, this.tide.clock(atMs));
    if (this.kind === 'coin') log += TOGETHER * this.tide.together(atMs);
    for (const move of this.moves) log += Math.log(move.factor) * shareOf(move, atMs);
    return log;
  }

  /** What was traded in the 24 hours before, 1 on average. */
  turnover(atMs: number): number {
    const hour = Math.floor(atMs / HOUR_MS);
    if (this.#day.hour !== hour) this.#day = this.#dayUntil(hour);
    const { before, now, dayAgo } = this.#day;
    let traded = before + (atMs / HOUR_MS - hour) * (now - dayAgo);
    for (const { fromMs, untilMs } of this.moves) {
      const movedMs = Math.min(untilMs, atMs) - Math.max(fromMs, atMs - 24 * HOUR_MS);
      if (movedMs > 0) traded += (MOVED_TURNOVER * movedMs) / HOUR_MS;
    }
    return traded / 24;
  }

  #dayUntil(hour: number) {
    let before = 0;
    for (let back = 1; back <= 24; back++) before += this.#hourly(hour - back);
    return { hour, before, now: this.#hourly(hour), dayAgo: this.#hourly(hour - 24) };
  }

  /** What is traded in an hour since the epoch, 1 on average. */
  #hourly(hour: number): number {
    return this.#hour.at(hour * HOUR_MS);
  }

  #hourAt(hour: number): number {
    const busy = activity((hour + 0.5) * HOUR_MS);
    const slow = ripple(this.#turnoverKey, hour, 40);
    return busy * Math.exp(0.4 * slow + 0.4 * gaussian(this.#key, -hour));
  }
}

/** How much of a move is reached, in 0 to 1. */
function shareOf({ fromMs, untilMs }: Move, atMs: number): number {
  if (atMs <= fromMs || atMs >= untilMs + RAMP_MS) return 0;
  return Math.min(1, (atMs - fromMs) / RAMP_MS, (untilMs + RAMP_MS - atMs) / RAMP_MS);
}
