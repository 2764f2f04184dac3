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
  /** Its level is asked for: it was believed on its own word. */
  known?: boolean;
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
  /** Its price / the median of theirs; NaN where they have none, or where nobody asks: see `known`. */
  level: number;
  /** The median of the peers' steps from the slot before; only where they contradict. */
  slotStep: number;
}

/** What nobody says of a market that so many others list. */
const silence = (listing: number): Testimony => ({
  listing,
  voting: 0,
  agreeing: 0,
  contradicting: 0,
  on: Number.NaN,
  level: Number.NaN,
  slotStep: Number.NaN,
});

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
  const heard: Testimony[] = Array.from(markets, () => silence(0));
  const alone: number[] = [];
  for (const group of peerGroups(markets)) {
    if (group.listing.size === 1) {
      if (rates.has(group.quoteClass)) alone.push(...group.members);
      continue;
    }
    for (const index of group.members) {
      const market = markets[index];
      if (market) heard[index] = testimony(market, group, limits);
    }
  }
  hearInDollars(heard, markets, alone, rates, limits);
  return heard;
}

function hearInDollars(
  heard: Testimony[],
  markets: readonly VenueMarket[],
  alone: readonly number[],
  rates: ReadonlyMap<string, Rate>,
  limits: Limits,
): void {
  const bases = new Set(alone.map((index) => markets[index]?.base));
  const indices = [...markets.keys()].filter((index) => bases.has(markets[index]?.base));
  const own = new Set(alone);
  const inDollars = indices.flatMap((index) => {
    const market = markets[index];
    return market ? [converted(market, rates.get(market.quoteClass))] : [];
  });
  for (const group of peerGroups(inDollars)) {
    for (const member of group.members) {
      const index = indices[member] ?? -1;
      const market = inDollars[member];
      if (market && own.has(index)) heard[index] = testimony(market, group, limits);
    }
  }
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

/** Runs for every market in every slot: it allocates nothing else where enough peers agree. */
function testimony(market: VenueMarket, group: PeerGroup<VenueMarket>, limits: Limits): Testimony {
  const heard = silence(group.listing.size - 1);
  for (const peer of group.venues.values()) {
    if (peer.exchange === market.exchange) continue;
    const apart = distance(movedApart(peer, market));
    if (!Number.isNaN(apart)) heard.voting++;
    if (apart <= limits.venueAgreement) heard.agreeing++;
  }
  const doubted = heard.agreeing * 2 < heard.voting;
  if (!doubted && market.known !== true) return heard;
  const peers = [...group.venues.values()].filter(({ exchange }) => exchange !== market.exchange);
  heard.level = market.price / medianOf(peers.map(({ price }) => price));
  const agreed = largestAgreement(
    peers.map((peer) => movedApart(peer, market)),
    limits.venueAgreement,
  );
  if (!doubted || !isMajority(agreed.length, heard.voting)) return heard;
  heard.contradicting = agreed.length;
  heard.on = medianOf(agreed) * (Number.isNaN(market.ratio) ? market.step : market.ratio);
  heard.slotStep = medianOf(peers.map(({ slotStep }) => slotStep));
  return heard;
}

/** How much further `a` has moved than `b`; NaN where that cannot be told. */
function movedApart(a: VenueMarket, b: VenueMarket): number {
  const byRatio = a.ratio / b.ratio;
  return Number.isNaN(byRatio) ? a.step / b.step : byRatio;
}
