/** What makes a market comparable with others: peers share base and quote class. */
export interface PeerMarket {
  base: string;
  quoteClass: string;
  /** The venue. Exchanges that share one order book are one venue: see `venueOf`. */
  exchange: string;
  /** Over 24 h, in the quote; NaN where unknown, which counts as the least. */
  quoteVolume: number;
  /** It may hear its peers, but is no witness itself: stale, quiet, refused. */
  silent?: boolean;
}

/** Markets with the same base and quote class. */
export interface PeerGroup<M extends PeerMarket> {
  base: string;
  quoteClass: string;
  /** Indices into the given markets. */
  members: number[];
  /** Every venue that lists it. */
  listing: Set<string>;
  /** Each venue speaks by its most liquid market, the first of equals. */
  venues: Map<string, M>;
}

/** Groups markets by base and quote class, in one pass. */
export function peerGroups<M extends PeerMarket>(markets: readonly M[]): PeerGroup<M>[] {
  const groups = new Map<string, PeerGroup<M>>();
  for (const [index, market] of markets.entries()) {
    const { base, quoteClass } = market;
    const key = `${base}\n${quoteClass}`;
    let group = groups.get(key);
    if (group === undefined) {
      group = { base, quoteClass, members: [], listing: new Set(), venues: new Map() };
      groups.set(key, group);
    }
    group.members.push(index);
    group.listing.add(market.exchange);
    if (market.silent === true) continue;
    const speaker = group.venues.get(market.exchange);
    if (!speaker || market.quoteVolume > (speaker.quoteVolume || 0))
      group.venues.set(market.exchange, market);
  }
  return [...groups.values()];
}
