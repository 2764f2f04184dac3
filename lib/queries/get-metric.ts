import { alertsOfSeries } from '@/lib/alerts';
import { env } from '@/lib/platform/env';
import { findDimension, findMetric } from '@/lib/queries/names/find';
import { type RejectedPoint, type SeriesReader, seriesReader } from '@/lib/series';
import { graphSpan } from './graph-span';
import type { MetricQuery } from './metric-query';
import type { MetricReport } from './metric-report';
import { readGraph } from './read-graph';
import { standing } from './standing';

/**
 * One metric of one market: latest value, baseline, ratio, ranks and graph, as of the last closed collection.
 * Spans of more than two days, or longer ago than observations are kept, are drawn by the hour. Throws HttpProblem `not-found` for an unknown name, naming the nearest.
 */
export async function getMetric(
  query: MetricQuery,
  reader: SeriesReader = seriesReader(),
): Promise<MetricReport> {
  const snapshot = await reader.snapshot();
  const metric = findMetric(snapshot, query.metric);
  const dimension = findDimension(snapshot, query.dimension);
  const span = graphSpan(query, snapshot.collection?.slotMs ?? 0);
  const threshold = env().alertThreshold;
  const [drawn, rejected, alerts] = await Promise.all([
    readGraph(reader, dimension.id, metric.position, span, snapshot),
    reader.rejected(dimension.id, metric.position, span.fromMs, span.toMs),
    alertsOfSeries({ dimensionId: dimension.id, metric: metric.name, threshold }, span),
  ]);
  return {
    metric: metric.name,
    dimension: dimension.name,
    ...standing(snapshot, metric, dimension),
    threshold,
    alerts,
    graph: { range: span.label, ...drawn, rejected: rejected.map(refusedPoint) },
  };
}

function refusedPoint({ atMs, value, reason, peers }: RejectedPoint) {
  return { at: new Date(atMs).toISOString(), value, reason, peers };
}
