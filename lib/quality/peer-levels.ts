import { isMajority, largestAgreement } from './agreement';
import { DEFAULT_LIMITS, type Limits } from './limits';
import { medianOf } from './median';
import { type PeerMarket, peerGroups } from './venues';

export interface PricedMarket extends PeerMarket {
  price: number;
}

/**
 * By market: its price / its peers' price, or NaN where they give none, or where it is not `asked` for. For rule 2, the
 * level of a source that is new or comes back, and for rule 5, that of a rejected market.
 *
 * The peers' price is the median of those that agree: at least two venues, more than half, within 1.15x. A plain
 * median would be a mean for two peers: when three sources start together and one of them lies by 10x, each honest
 * one sees peers at 1 and 10, a level of 0.18, and would be rejected beside the liar.
 */
export function peerLevels(
  markets: readonly PricedMarket[],
  limits: Limits = DEFAULT_LIMITS,
  asked: (index: number) => boolean = () => true,
): Float64Array {
  const levels = new Float64Array(markets.length).fill(Number.NaN);
  for (const { members, venues } of peerGroups(markets)) {
    for (const index of members) {
      const market = markets[index];
      if (!market || !asked(index)) continue;
      const peers: number[] = [];
      for (const [exchange, { price }] of venues) if (exchange !== market.exchange) peers.push(price);
      const agreed = largestAgreement(peers, limits.sourceAgreement);
      if (isMajority(agreed.length, peers.length)) levels[index] = market.price / medianOf(agreed);
    }
  }
  return levels;
}
