import { isMajority, largestAgreement } from './agreement';
import { distance } from './distance';
import type { Rate, RatedMarket } from './dollar-rates';
import { DEFAULT_LIMITS, type Limits } from './limits';
import { medianOf } from './median';
import { type PeerGroup, peerGroups } from './venues';

/** One market of this slot, as rules 1, 2 and 6 left it: markets of a rejected source are not among them. */
export interface VenueMarket extends RatedMarket {
  /** Price / its price in the slot before, accepted or not; NaN where that slot has none. */
  slotStep: number;
}

/** What the peers of one market say of it. */
export interface Testimony {
  /** Other venues that list it, and those of them that can be compared with it. */
  listing: number;
  voting: number;
  /** Those whose most liquid market moved alike. */
  agreeing: number;
  /** Where fewer than half agree and a majority agree with one another: how many, and on which ratio (or step). */
  contradicting: number;
  on: number;
  /** Its price / the median of theirs; NaN where they have none. */
  level: number;
  /** The median of the peers' steps from the slot before; only where they contradict. */
  slotStep: number;
}

const NOBODY = {
  voting: 0,
  agreeing: 0,
  contradicting: 0,
  on: Number.NaN,
  level: Number.NaN,
  slotStep: Number.NaN,
};

/**
 * The hearing of rule 3, *corroborated*: one testimony a market, in their order. Ratios are compared, not levels: a
 * premium, another currency or another coin of the same symbol does no harm. Alike is within 1.5x.
 *
 * Where one side has no baseline, both compare their steps from the last accepted value. A side without a step
 * either is not counted: it has nothing to have moved from, and a witness who saw nothing is none. So in the very
 * first slot nobody agrees, though many list.
 *
 * Peers share base and quote class. A market that has none there hears all other venues that list its base, in US
 * dollars: ratios and steps times those of the quotes.
 */
export function hearPeers(
  markets: readonly VenueMarket[],
  rates: ReadonlyMap<string, Rate>,
  limits: Limits = DEFAULT_LIMITS,
): Testimony[] {
  const heard = Array.from(markets, (): Testimony => ({ ...NOBODY, listing: 0 }));
  const hearIn = (group: PeerGroup<VenueMarket>, members: number[], own: readonly VenueMarket[]) => {
    for (const index of members) {
      const market = own[index];
      if (market) heard[index] = testimony(market, group, limits);
    }
  };
  const alone = new Set<string>();
  for (const group of peerGroups(markets)) {
    if (group.listing.size > 1) hearIn(group, group.members, markets);
    else alone.add(`${group.base}\n${group.quoteClass}`);
  }
  const inDollars = markets.map((market) => converted(market, rates.get(market.quoteClass)));
  for (const group of peerGroups(inDollars)) {
    const lonely = group.members.filter((index) => {
      const market = markets[index];
      return market && rates.has(market.quoteClass) && alone.has(`${market.base}\n${market.quoteClass}`);
    });
    hearIn(group, lonely, inDollars);
  }
  return heard;
}

function converted(market: VenueMarket, rate: Rate | undefined): VenueMarket {
  if (rate === undefined) return { ...market, quoteClass: '', silent: true };
  return {
    ...market,
    quoteClass: '',
    price: market.price * rate.price,
    ratio: market.ratio * rate.ratio,
    step: market.step * rate.step,
    quoteVolume: market.quoteVolume * rate.price,
  };
}

function testimony(market: VenueMarket, group: PeerGroup<VenueMarket>, limits: Limits): Testimony {
  const peers = [...group.venues.values()].filter(({ exchange }) => exchange !== market.exchange);
  const apart = peers.map((peer) => movedApart(peer, market)).filter((factor) => !Number.isNaN(factor));
  const agreeing = apart.filter((factor) => distance(factor) <= limits.venueAgreement).length;
  const level = market.price / medianOf(peers.map(({ price }) => price));
  const heard = { ...NOBODY, listing: group.listing.size - 1, voting: apart.length, agreeing, level };
  if (agreeing * 2 >= apart.length) return heard;
  const agreed = largestAgreement(apart, limits.venueAgreement);
  if (!isMajority(agreed.length, apart.length)) return heard;
  return {
    ...heard,
    contradicting: agreed.length,
    on: medianOf(agreed) * (Number.isNaN(market.ratio) ? market.step : market.ratio),
    slotStep: medianOf(peers.map(({ slotStep }) => slotStep)),
  };
}

/** How much further `a` has moved than `b`; NaN where that cannot be told. */
function movedApart(a: VenueMarket, b: VenueMarket): number {
  const byRatio = a.ratio / b.ratio;
  return Number.isNaN(byRatio) ? a.step / b.step : byRatio;
}
