import type { ChartData } from './types';

type Drawn = Pick<ChartData, 'baseline' | 'fromMs' | 'toMs' | 'resolutionMs'>;

/** The part of the graph that the baseline is of, ms UTC: it is a figure of those 24 hours. Null where it is of none. */
export function baselineSpan({ baseline, fromMs, toMs }: Drawn): { fromMs: number; toMs: number } | null {
  if (baseline === null) return null;
  const span = { fromMs: Math.max(fromMs, baseline.fromMs), toMs: Math.min(toMs, baseline.toMs) };
  return span.fromMs < span.toMs ? span : null;
}

/** When the baseline is of a later moment than the end of the graph: then its figures need that time beside them. */
export function laterBaselineMs({ baseline, toMs, resolutionMs }: Drawn): number | null {
  return baseline !== null && baseline.toMs > toMs + 1.5 * resolutionMs ? baseline.toMs : null;
}
