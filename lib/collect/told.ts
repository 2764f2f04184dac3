import type { JudgedMarket } from '@/lib/quality';
import { FRESHNESS, type Marks, QUALITIES, type Revisions } from '@/lib/series';

/** A market whose baseline began anew. */
export interface Restart {
  dimension: string;
  reason: 'correction' | 'rebase';
  /** What its peers said, in one sentence. */
  says: string;
}

/** What the statistics keep of each market's newest observation, accepted or not. */
export function marksOf(markets: readonly JudgedMarket[], idOf: ReadonlyMap<string, number>): Marks {
  return {
    dimensionIds: Int32Array.from(markets, ({ ticker }) => idOf.get(ticker.market.name) ?? 0),
    quality: Uint8Array.from(markets, ({ quality }) => QUALITIES.indexOf(quality)),
    venuesAgreeing: Uint16Array.from(markets, ({ venuesAgreeing }) => venuesAgreeing),
    venuesListing: Uint16Array.from(markets, ({ venuesListing }) => venuesListing),
    freshness: Uint8Array.from(markets, ({ freshness }) => FRESHNESS.indexOf(freshness)),
  };
}

/** The restarted baselines by the markets' names. */
export function restartsOf({ restarted }: Revisions, idOf: ReadonlyMap<string, number>): Restart[] {
  if (restarted.length === 0) return [];
  const nameOf = new Map(Array.from(idOf, ([name, id]) => [id, name]));
  return restarted.map(({ dimensionId, reason, says }) => {
    return { dimension: nameOf.get(dimensionId) ?? '', reason, says };
  });
}
