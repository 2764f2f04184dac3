import { distance } from './distance';
import type { Testimony } from './hear-peers';
import { DEFAULT_LIMITS, type Limits } from './limits';

/** One market's price against its own past, and its peers' word. NaN where unknown. */
export interface MarketCase {
  price: number;
  /** Price / last accepted price. */
  step: number;
  /** Price / baseline mean. */
  ratio: number;
  /** Price / price in the slot before, accepted or not. */
  slotStep: number;
  /** Price / peers' price: see `peerLevels`. */
  level: number;
  /** Turnover of a day, US dollars. */
  turnover: number;
  peers: Testimony;
}

export type Finding =
  /** Nothing to explain. */
  | 'unmoved'
  /** At least half of its peers moved alike. */
  | 'corroborated'
  /** Nobody else can tell, and the move is not beyond 3x. */
  | 'alone'
  | 'contradicted'
  /** Nobody confirms it, and nobody is fit to deny it. */
  | 'unclear';

/**
 * Rule 3, *corroborated*: whether a market's price is explained.
 *
 * Moved is more than 1.5x from its baseline mean or its last accepted value: then a slow drift is caught as well as a
 * jump. What has not moved is believed whatever its peers do. A move that half of the peer venues share is believed
 * in the same slot. Half, not a median: that of two peers is their mean, and one liar condemned 2,533 honest checks
 * of 37,079. Contradicted is a move that most peers, two or more, agree not to have seen: one honest market of 6,557
 * in the recordings (0.015 %), and all of 6,397 injected tenfold prices.
 *
 * A market of under 1,000 US dollars a day is not contradicted: its last trade may be days old, or a single odd one.
 * Without peers a price may move by 3x: then it has to last, as everything else has that is unclear.
 */
export function corroborated(market: MarketCase, limits: Limits = DEFAULT_LIMITS): Finding {
  const { peers } = market;
  if (!hasMoved(market, limits.moved)) return 'unmoved';
  if (peers.voting === 0) return hasMoved(market, limits.movedAlone) ? 'unclear' : 'alone';
  if (peers.agreeing * 2 >= peers.voting) return 'corroborated';
  return peers.contradicting > 0 && market.turnover >= limits.thinTurnover ? 'contradicted' : 'unclear';
}

/** Of an unknown step or ratio the distance is NaN, and no comparison with NaN is true. */
function hasMoved({ step, ratio }: MarketCase, factor: number): boolean {
  return distance(step) > factor || distance(ratio) > factor;
}
