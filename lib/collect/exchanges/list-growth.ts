import { HOUR_MS } from '@/lib/model/time';
import type { ListedMarket } from './market-list';

/** The figures of what is believed of a market list, in one place. */
export const LIST_LIMITS = {
  /** Spot markets of one exchange. The largest known ones list 3,000 to 4,000. */
  maxMarkets: 8_000,
  /** New markets of one renewal that need no confirmation: a busy week of the largest exchanges ... */
  growthMarkets: 200,
  /** ... or this share of the markets that were known before. */
  growthShare: 0.25,
  /** For how long a held market has to be in each listing to be believed. */
  confirmMs: 3 * HOUR_MS,
};

/** Markets that wait to be confirmed: since when each has been in every listing, ms UTC, by id. */
export type HeldMarkets = ReadonlyMap<string, number>;

/**
 * Rule *sudden growth*: of a renewed list, which markets are taken. Exchanges list a few markets a day; thousands at
 * once are a fault or an attack, and would cost everyone else's time. If more than 200 and more than a quarter of the
 * known ones are new, the new ones are held, and each is taken once it has been in every listing for three hours.
 */
export function withoutSuddenGrowth(
  listed: readonly ListedMarket[],
  isKnown: (market: ListedMarket) => boolean,
  known: number,
  held: HeldMarkets,
  nowMs: number,
): { markets: ListedMarket[]; held: HeldMarkets } {
  const { growthMarkets, growthShare, confirmMs } = LIST_LIMITS;
  const fresh = listed.filter((market) => !isKnown(market));
  if (fresh.length <= Math.max(growthMarkets, growthShare * known))
    return { markets: [...listed], held: new Map() };
  const waiting = new Map<string, number>();
  for (const { id } of fresh) {
    // A clock that was ahead must not hold it for longer.
    const sinceMs = Math.min(held.get(id) ?? nowMs, nowMs);
    if (nowMs - sinceMs < confirmMs) waiting.set(id, sinceMs);
  }
  return { markets: listed.filter(({ id }) => !waiting.has(id)), held: waiting };
}
