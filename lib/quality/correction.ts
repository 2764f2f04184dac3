import { distance } from './distance';
import { DEFAULT_LIMITS, type Limits } from './limits';

/**
 * Rule 5, *correction*: for how many slots in a row, this one included, a rejected market's level has agreed with that
 * of its peers. At three its own past was wrong, not its price: nobody lies by telling the price that all others
 * tell. `level` is its price / the price that most of its peers agree on, so it takes two peers at least. 1.1x is
 * wider than premiums are (a few per cent within a quote class), and far below the 1.5x that rejects.
 */
export function levelAgreed(level: number, before: number, limits: Limits = DEFAULT_LIMITS): number {
  return distance(level) <= limits.correctionAgreement ? before + 1 : 0;
}

export function isCorrected(agreed: number, limits: Limits = DEFAULT_LIMITS): boolean {
  return agreed >= limits.correctionSlots;
}
