import type { Metric } from '@/lib/series';
import type { Watch } from './question';

/** What the turnover of a market follows from. */
const TRADED = ['price', 'volume', 'quote_volume'];

/** The metrics that a preview reads: the others cost as much, and change nothing. */
export interface Columns {
  /** Numbered anew, so that each is the column of its place. */
  metrics: Metric[];
  /** Where they are stored, in the same order. */
  positions: number[];
}

/** The columns that these watches, and the turnover of their markets, follow from. */
export function columnsOf(metrics: readonly Metric[], watches: readonly Watch[]): Columns {
  const isAny = watches.some(({ metric }) => metric === null);
  const named = new Set(watches.map(({ metric }) => metric));
  const needed = metrics.filter(
    ({ name, hasRatio }) => TRADED.includes(name) || (hasRatio && (isAny || named.has(name))),
  );
  return {
    metrics: needed.map((metric, column) => ({ ...metric, position: column + 1 })),
    positions: needed.map(({ position }) => position),
  };
}
