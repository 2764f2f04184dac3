import { MINUTE_MS } from '@/lib/model/time';
import { DEFAULT_LIMITS, type Limits } from './limits';

export type Freshness = 'fresh' | 'stale' | 'quiet';

/** NaN where unknown. */
export interface FreshCase {
  exchange: string;
  stampedAtMs: number;
  /** Turnover of a day, US dollars. */
  turnover: number;
  /** Since then neither price nor volume has changed; NaN where they have. */
  unchangedSinceMs: number;
}

/**
 * *fresh*, for one market. A liquid market trades all the time: where the exchange stamps each market, a stamp older
 * than 15 min says that nothing did; where it does not, price and volume that stay the same for 36 slots say so (three
 * hours: the volume is that of 24 h, and moves even without a trade, as old trades leave it). Such a value is kept,
 * since it may be true, and marked; but a frozen price is no witness of a calm market. A market that is known to trade
 * little may rest; one of unknown turnover (exchanges that send no volume) is not excused by that.
 */
export function freshness(
  market: FreshCase,
  { atMs, intervalMs }: { atMs: number; intervalMs: number },
  limits: Limits = DEFAULT_LIMITS,
): Freshness {
  if (mayRest(market.turnover, limits)) return 'fresh';
  if (limits.stampedSources.includes(market.exchange) && isStale(market.stampedAtMs, atMs, limits)) {
    return 'stale';
  }
  const unchangedMs = atMs - market.unchangedSinceMs;
  return unchangedMs >= limits.quietSlots * intervalMs ? 'quiet' : 'fresh';
}

/** Of one stamp, or of a whole source by the newest of its stamps. False where there is none (NaN). */
export function isStale(stampedAtMs: number, slotMs: number, limits: Limits = DEFAULT_LIMITS): boolean {
  return stampedAtMs < slotMs - limits.staleMinutes * MINUTE_MS;
}

/** True where it is known to trade less, US dollars a day, than a market does that trades all the time. */
export function mayRest(turnover: number, limits: Limits = DEFAULT_LIMITS): boolean {
  return turnover < limits.liquidTurnover;
}
