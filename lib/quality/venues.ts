/** What makes a market comparable with others: peers share base and quote class. */
export interface PeerMarket {
  base: string;
  quoteClass: string;
  /** The venue. Exchanges that share one order book are one venue: the caller gives them one name. */
  exchange: string;
  /** Over 24 h, in the quote; NaN where unknown, which counts as the least. */
  quoteVolume: number;
}

/** Markets with the same base and quote class. */
export interface PeerGroup<M extends PeerMarket> {
  /** Indices into the given markets. */
  members: number[];
  /** Each venue speaks by its most liquid market, the first of equals. */
  venues: Map<string, M>;
}

/** Groups markets by base and quote class, in one pass. */
export function peerGroups<M extends PeerMarket>(markets: readonly M[]): PeerGroup<M>[] {
  const groups = new Map<string, PeerGroup<M>>();
  for (const [index, market] of markets.entries()) {
    const key = `${market.base}\n${market.quoteClass}`;
    const group = groups.get(key) ?? { members: [], venues: new Map<string, M>() };
    groups.set(key, group);
    group.members.push(index);
    const speaker = group.venues.get(market.exchange);
    if (!speaker || market.quoteVolume > (speaker.quoteVolume || 0))
      group.venues.set(market.exchange, market);
  }
  return [...groups.values()];
}
