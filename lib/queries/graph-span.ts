import { DAY_MS } from '@/lib/model/time';
import type { MetricQuery } from './metric-query';

const DAYS = { '24h': 1, '7d': 7, '30d': 30, '90d': 90 } as const;

/** The span of time that a graph shows, ms since the epoch, both ends included. */
export interface GraphSpan {
  label: string;
  fromMs: number;
  toMs: number;
}

/**
 * The span asked for. It ends at the last collection and not at the clock, so that it is the same until the next.
 * A missing `from` is 24 h before `to`; a missing `to` is the last collection, or 24 h after a later `from`.
 */
export function graphSpan(query: Pick<MetricQuery, 'range' | 'from' | 'to'>, slotMs: number): GraphSpan {
  const { from, to } = query;
  if (from === undefined && to === undefined) {
    const label = query.range ?? '24h';
    return { label, fromMs: slotMs - DAYS[label] * DAY_MS, toMs: slotMs };
  }
  const fromMs = from?.getTime() ?? (to?.getTime() ?? slotMs) - DAY_MS;
  const toMs = to?.getTime() ?? (slotMs > fromMs ? slotMs : fromMs + DAY_MS);
  return { label: `${new Date(fromMs).toISOString()}/${new Date(toMs).toISOString()}`, fromMs, toMs };
}
