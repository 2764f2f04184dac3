import { HttpProblem } from '@/lib/http';
import { getMetric, type MetricReport, metricQuery } from '@/lib/metrics';
import { type Dimension, type Metric, type Snapshot, seriesReader } from '@/lib/series';
import { DEFAULT_METRIC } from './ranking-state';

/** A market's page: the market and the metric that it shows, as of one snapshot. */
export interface MarketView {
  snapshot: Snapshot;
  dimension: Dimension;
  metric: Metric;
  report: MetricReport;
}

/**
 * One metric of one market; an unknown metric is the usual one. Null before the first collection.
 * Throws HttpProblem `not-found` for an unknown market.
 */
export async function readMarket(dimension: string, metric: string | undefined): Promise<MarketView | null> {
  const snapshot = await seriesReader().snapshot();
  if (snapshot.collection === null) return null;
  const shown = snapshot.metricByName.get(metric ?? DEFAULT_METRIC) ?? snapshot.metrics[0];
  const report = await getMetric(metricQuery.parse({ metric: shown?.name ?? DEFAULT_METRIC, dimension }));
  const market = snapshot.dimensionByName.get(report.dimension);
  // Entered or gone between the two reads, in either case a moment ago.
  if (shown === undefined || market === undefined) {
    throw new HttpProblem('not-found', `There is no dimension "${dimension}".`);
  }
  return { snapshot, dimension: market, metric: shown, report };
}
