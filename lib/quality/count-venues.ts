import { distance } from './distance';
import { DEFAULT_LIMITS, type Limits } from './limits';
import { type PeerMarket, peerGroups } from './venues';

/** One market of this slot, as rules 1 and 2 left it: markets of a rejected source are not among them. */
export interface VenueMarket extends PeerMarket {
  /** Price / baseline mean; NaN without a baseline. */
  ratio: number;
  /** Price / last accepted price; NaN where there is none. */
  step: number;
}

export interface VenueCounts {
  /** By market: other venues whose most liquid market of the same base and quote class moved alike. */
  agreeing: Uint16Array;
  /** By market: other venues that list the same base and quote class in this slot. */
  listing: Uint16Array;
  /** By market: no other venue lists it, so nobody else can tell. */
  single: boolean[];
}

/**
 * The counting part of rule 3, *corroborated*. Ratios are compared, not levels: a premium, another currency or
 * another coin of the same symbol does no harm. Alike is within 1.5x.
 *
 * Where one side has no baseline, both compare their steps from the last accepted value. A side without a step
 * either agrees with nobody: it has nothing to have moved from, and a witness who saw nothing is none. So in the
 * very first slot nobody agrees, though many list.
 */
export function countVenues(markets: readonly VenueMarket[], limits: Limits = DEFAULT_LIMITS): VenueCounts {
  const agreeing = new Uint16Array(markets.length);
  const listing = new Uint16Array(markets.length);
  for (const { members, venues } of peerGroups(markets)) {
    for (const index of members) {
      const market = markets[index];
      if (!market) continue;
      listing[index] = venues.size - 1;
      let alike = 0;
      for (const [exchange, speaker] of venues) {
        if (exchange !== market.exchange && movedApart(market, speaker) <= limits.venueAgreement) alike++;
      }
      agreeing[index] = alike;
    }
  }
  return { agreeing, listing, single: Array.from(listing, (others) => others === 0) };
}

function movedApart(a: VenueMarket, b: VenueMarket): number {
  const byRatio = distance(a.ratio, b.ratio);
  return Number.isNaN(byRatio) ? distance(a.step, b.step) : byRatio;
}
