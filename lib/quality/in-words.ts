import type { MarketCase } from './corroborated';
import { DEFAULT_LIMITS, type Limits } from './limits';

/** `0.050x`, `1.07x` */
export function factor(value: number): string {
  return `${value < 0.1 ? value.toPrecision(2) : value.toFixed(2)}x`;
}

export function slots(count: number): string {
  return count === 1 ? '1 slot' : `${count} slots`;
}

/** One sentence: how a refused price stands to its past, and what its peers say. */
export function peersInWords(market: MarketCase, limits: Limits = DEFAULT_LIMITS): string {
  const { peers } = market;
  const own = Number.isNaN(market.ratio)
    ? `${factor(market.step)} its last price`
    : `${factor(market.ratio)} its baseline`;
  const thin = market.turnover >= limits.thinTurnover ? '' : ', and it hardly trades';
  return `its price is ${own}, ${theirs(peers)}${thin}`;
}

function theirs({ listing, voting, agreeing, contradicting, on }: MarketCase['peers']): string {
  if (contradicting > 0) return `while ${contradicting} of ${voting} other venues agree on ${factor(on)}`;
  if (voting > 0) return `and ${agreeing} of ${voting} other venues ${agreeing === 1 ? 'agrees' : 'agree'}`;
  return listing === 0 ? 'and no other venue lists it' : 'and no other venue can tell';
}
