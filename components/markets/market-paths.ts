import { DEFAULT_METRIC } from '@/lib/format/default-metric';
import { marketPath } from '@/lib/format/market-name';

/** Spans that end at the last collection. */
export const RANGES = ['24h', '7d', '30d', '90d'] as const;
export type Range = (typeof RANGES)[number];
export const MAX_COMPARED = 4;

/** What a market's page keeps in its address: the metric, the span, and the markets beside it. */
export interface MarketState {
  metric: string;
  range: Range;
  /** A span of its own, instead of `range`; ms UTC. */
  span: { fromMs: number; toMs: number } | null;
  compare: string[];
}

/** The address of a state; what is as usual is left out, so that one state has one address. */
export function marketStatePath(dimension: string, state: MarketState): string {
  const params = stateParams(state);
  return params.size === 0 ? marketPath(dimension) : `${marketPath(dimension)}?${params}`;
}

/** The parameters of a state, those for the data of its graph among them under the names that the REST interface has. */
export function stateParams({ metric, range, span, compare }: MarketState): URLSearchParams {
  const params = new URLSearchParams();
  if (metric !== DEFAULT_METRIC) params.set('metric', metric);
  if (span !== null) {
    params.set('from', isoMinute(span.fromMs));
    params.set('to', isoMinute(span.toMs));
  } else if (range !== '24h') params.set('range', range);
  for (const name of compare) params.append('compare', name);
  return params;
}

/** Where the REST interface answers what a state shows of a market. */
export function metricApiPath(
  dimension: string,
  { metric, range, span }: Omit<MarketState, 'compare'>,
  format?: string,
): string {
  const name = encodeURIComponent(dimension).replaceAll('%3A', ':');
  const params = [`metric=${encodeURIComponent(metric)}`, `dimension=${name}`];
  if (span !== null) params.push(`from=${isoMinute(span.fromMs)}`, `to=${isoMinute(span.toMs)}`);
  else if (range !== '24h') params.push(`range=${range}`);
  if (format !== undefined) params.push(`format=${format}`);
  return `/api/metrics?${params.join('&')}`;
}

/** `2026-11-24T12:05Z`, and seconds where there are any: short enough to be read in an address. */
function isoMinute(ms: number): string {
  return new Date(ms).toISOString().replace(/\.000Z$/, 'Z');
}
