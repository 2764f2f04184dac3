import { dollarRates } from '@/lib/quality/dollar-rates';
import { type Freshness, freshness, mayRest } from '@/lib/quality/fresh';
import { hearPeers, type Testimony, type VenueMarket } from '@/lib/quality/hear-peers';
import { judgeMarket, type MarketVerdict } from '@/lib/quality/judge-market';
import type { Limits } from '@/lib/quality/limits';
import type { SlotTime } from '@/lib/quality/market-state';
import { peerLevels } from '@/lib/quality/peer-levels';
import type { Movement } from './movements';

export interface MarketFinding {
  verdict: MarketVerdict;
  peers: Testimony;
  freshness: Freshness;
  /** What it remembers of being quiet, ms UTC; undefined where it is not. */
  unchangedSinceMs: number | undefined;
}

/** One market's movement, and what was found; nothing where its exchange was rejected as a whole. */
export interface MarketOutcome {
  movement: Movement;
  finding: MarketFinding | undefined;
}

/** Rules 3 to 6 over the markets of the sources that are believed: one finding a market, in their order. */
export function judgeMarkets(
  movements: readonly Movement[],
  stampedAtMs: readonly number[],
  slot: SlotTime,
  limits: Limits,
): MarketFinding[] {
  const rates = dollarRates(movements);
  const turnovers = Float64Array.from(
    movements,
    ({ quoteVolume, quoteClass }) => quoteVolume * (rates.get(quoteClass)?.price ?? Number.NaN),
  );
  const fresh = movements.map(({ source: exchange, silent, unchangedSinceMs }, i): Freshness => {
    // The markets of a stale source are silent already.
    if (silent) return 'stale';
    const turnover = turnovers[i] ?? Number.NaN;
    return freshness(
      { exchange, stampedAtMs: stampedAtMs[i] ?? Number.NaN, turnover, unchangedSinceMs },
      slot,
      limits,
    );
  });
  const heard = movements.map((movement, i) => venueMarket(movement, fresh[i] !== 'fresh'));
  const testimonies = hearPeers(heard, rates, limits);
  const levels = peerLevels(heard, limits, (i) => (testimonies[i]?.contradicting ?? 0) > 0);
  return movements.map((movement, i): MarketFinding => {
    const { price, step, ratio, slotStep, state, reference, unchangedSinceMs } = movement;
    const [turnover = Number.NaN, level = Number.NaN] = [turnovers[i], levels[i]];
    const peers = testimonies[i] ?? NOBODY;
    const given = { price, step, ratio, slotStep, level, turnover, peers };
    const counts = !mayRest(turnover, limits) && !Number.isNaN(unchangedSinceMs);
    return {
      verdict: judgeMarket(given, state, reference, slot, limits),
      peers,
      freshness: fresh[i] ?? 'fresh',
      unchangedSinceMs: counts ? unchangedSinceMs : undefined,
    };
  });
}

const NOBODY: Testimony = {
  listing: 0,
  voting: 0,
  agreeing: 0,
  contradicting: 0,
  on: Number.NaN,
  level: Number.NaN,
  slotStep: Number.NaN,
};

function venueMarket(movement: Movement, silent: boolean): VenueMarket {
  const { exchange, base, quoteClass, quoteVolume, price, step, ratio, slotStep, state } = movement;
  const known = state?.knownSinceMs !== undefined;
  return { exchange, base, quoteClass, quoteVolume, price, step, ratio, slotStep, silent, known };
}
