import type { MarketState } from './market-paths';

type Span = NonNullable<MarketState['span']>;

/** Returns a span without what is still to come, `lastMs` being the last collection: links in emails reach beyond it. */
export function reachedSpan({ fromMs, toMs }: Span, lastMs: number): Span {
  return { fromMs, toMs: fromMs < lastMs ? Math.min(toMs, lastMs) : toMs };
}
