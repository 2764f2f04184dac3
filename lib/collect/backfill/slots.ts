import { CANDLE_MS, type Candle } from '@/lib/collect/exchanges/index';
import { DAY_MS } from '@/lib/model/time';

/** What is known of one market: the price by slot, ms UTC; null where one was refused. */
export type Known = ReadonlyMap<number, number | null>;

export interface Price {
  atMs: number;
  price: number;
}

/**
 * A candle that opened at t gives the price at t + 5 min. Which of those times are of the 24 hours before `nowMs` and
 * not after `lastMs`, both included, ascending.
 */
export function slotsBetween(nowMs: number, lastMs: number): number[] {
  const first = Math.floor(nowMs / CANDLE_MS) * CANDLE_MS - DAY_MS;
  const slots: number[] = [];
  for (let slot = first; slot <= Math.min(lastMs, nowMs); slot += CANDLE_MS) slots.push(slot);
  return slots;
}

/** When the candles opened that are needed for what is not known: [from, until), or null where all is. */
export function neededCandles(
  slots: readonly number[],
  known: Known,
): { fromMs: number; untilMs: number } | null {
  const missing = slots.filter((slot) => !known.has(slot));
  const [first, last] = [missing[0], missing.at(-1)];
  return first === undefined || last === undefined ? null : { fromMs: first - CANDLE_MS, untilMs: last };
}

/** The prices that are not known yet. */
export function newPrices(candles: readonly Candle[], known: Known): Price[] {
  return candles
    .map(({ openMs, close }) => ({ atMs: openMs + CANDLE_MS, price: close }))
    .filter(({ atMs }) => !known.has(atMs));
}

/** Further apart than this, two prices of a liquid market within minutes are not of one market. */
const MAX_APART = 1.5;

/**
 * Whether candles are of this market: the newest against the known price nearest in time (the latest, where none is).
 * Null if so, or else the reason why not.
 */
export function whyForeign(candles: readonly Candle[], known: Known, latest: number): string | null {
  const newest = candles.at(-1);
  if (newest === undefined) return null;
  const atMs = newest.openMs + CANDLE_MS;
  let nearest = { awayMs: Number.POSITIVE_INFINITY, price: latest };
  for (const [slotMs, price] of known) {
    const awayMs = Math.abs(slotMs - atMs);
    if (price !== null && awayMs < nearest.awayMs) nearest = { awayMs, price };
  }
  const apart = Math.max(newest.close / nearest.price, nearest.price / newest.close);
  if (apart <= MAX_APART) return null;
  return `its newest candle closes at ${newest.close}, ${apart.toFixed(2)} times away from the known price ${nearest.price}`;
}
