import {
  dollarRates,
  type Freshness,
  freshness,
  hearPeers,
  isLiquid,
  judgeMarket,
  type Limits,
  type MarketVerdict,
  peerLevels,
  type SlotTime,
  type Testimony,
} from '@/lib/quality';
import type { Movement } from './movements';

export interface MarketFinding {
  verdict: MarketVerdict;
  peers: Testimony;
  freshness: Freshness;
  /** What it remembers of being quiet, ms UTC; undefined where it is not. */
  unchangedSinceMs: number | undefined;
}

/** Rules 3 to 6 over the markets of the sources that are believed: one finding a market, in their order. */
export function judgeMarkets(
  movements: readonly Movement[],
  stampedAtMs: readonly number[],
  slot: SlotTime,
  limits: Limits,
): MarketFinding[] {
  const rates = dollarRates(movements);
  const heard = movements.map((movement, i) => {
    const { source: exchange, unchangedSinceMs, quoteVolume } = movement;
    const turnover = quoteVolume * (rates.get(movement.quoteClass)?.price ?? Number.NaN);
    const own = { exchange, stampedAtMs: stampedAtMs[i] ?? Number.NaN, turnover, unchangedSinceMs };
    // The markets of a stale source are silent already.
    const fresh = movement.silent ? 'stale' : freshness(own, slot, limits);
    return { ...movement, turnover, freshness: fresh, silent: fresh !== 'fresh' };
  });
  const levels = peerLevels(heard, limits);
  const testimonies = hearPeers(heard, rates, limits);
  return heard.flatMap((market, i): MarketFinding[] => {
    const peers = testimonies[i];
    if (peers === undefined) return [];
    const { state, reference, turnover, freshness, unchangedSinceMs } = market;
    const given = { ...market, level: levels[i] ?? Number.NaN, peers };
    const verdict = judgeMarket(given, state, reference, slot, limits);
    const counts = isLiquid(turnover, limits) && !Number.isNaN(unchangedSinceMs);
    return [{ verdict, peers, freshness, unchangedSinceMs: counts ? unchangedSinceMs : undefined }];
  });
}
