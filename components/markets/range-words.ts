import { formatExactTime, formatSpan } from '@/lib/format/time';
import type { MarketState } from './market-paths';

const WORDS = { '24h': '24 hours', '7d': '7 days', '30d': '30 days', '90d': '90 days' } as const;

/** The span of a graph in words: `last 7 days`, `3 h to 24 Nov 2026, 12:00 UTC`. */
export function rangeWords({ range, span }: Pick<MarketState, 'range' | 'span'>): string {
  if (span === null) return `last ${WORDS[range]}`;
  return `${formatSpan(span.toMs - span.fromMs)} to ${formatExactTime(span.toMs).replace(/:\d\d UTC$/, ' UTC')}`;
}
