import { DAY_MS } from '@/lib/model/time';
import type { MarketState } from './market-paths';

type Span = NonNullable<MarketState['span']>;

const LONGEST_MS = 90 * DAY_MS;
const SHORTEST_MS = 15 * 60_000;

/** Spans one step away from one that is shown, none of which leaves [endMs - 90 days, endMs]; null where there is none. */
export interface Moves {
  zoomIn: Span | null;
  zoomOut: Span | null;
  earlier: Span | null;
  later: Span | null;
}

/** `endMs` is the last collection: nothing is known beyond it. */
export function movesOf({ fromMs, toMs }: Span, endMs: number): Moves {
  const length = toMs - fromMs;
  const quarter = length / 4;
  const beginMs = endMs - LONGEST_MS;
  const within = (from: number, to: number): Span => {
    const shift = Math.min(0, endMs - to) + Math.max(0, beginMs - from);
    return {
      fromMs: wholeMinute(Math.max(beginMs, from + shift)),
      toMs: Math.min(endMs, wholeMinute(to + shift)),
    };
  };
  return {
    zoomIn: length / 2 >= SHORTEST_MS ? within(fromMs + quarter, toMs - quarter) : null,
    zoomOut: length < LONGEST_MS ? within(fromMs - 2 * quarter, toMs + 2 * quarter) : null,
    earlier: fromMs > beginMs ? within(fromMs - 2 * quarter, toMs - 2 * quarter) : null,
    later: toMs < endMs ? within(fromMs + 2 * quarter, toMs + 2 * quarter) : null,
  };
}

function wholeMinute(ms: number): number {
  return Math.round(ms / 60_000) * 60_000;
}
