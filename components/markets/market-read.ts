import { HttpProblem } from '@/lib/http';
import { marketText } from '@/lib/model/name-schema';
import { getMetric, getProfile, type MetricProfile, type MetricReport, metricQuery } from '@/lib/queries';
import { type Dimension, type Metric, type Snapshot, seriesReader } from '@/lib/series';
import type { MarketState } from './market-paths';
import { reachedSpan } from './reached-span';

/** A market beside which another is drawn. */
export interface ComparedMarket {
  dimension: Dimension;
  report: MetricReport;
}

/** A market's page: the market and the metric that it shows, as of one snapshot. */
export interface MarketView {
  snapshot: Snapshot;
  dimension: Dimension;
  metric: Metric;
  report: MetricReport;
  /** The last day of every metric, coarsely. */
  profile: MetricProfile[];
  compared: ComparedMarket[];
  /** Problems with names to compare with that are no markets. */
  unknown: HttpProblem[];
  /** What was asked for, with the names that the markets and the metric really have. */
  state: MarketState;
}

/**
 * One metric of one market over a span, and beside it the same of others; an unknown metric is the usual one. Null before
 * the first collection. Throws HttpProblem `not-found` for an unknown market.
 */
export async function readMarket(name: string, asked: MarketState): Promise<MarketView | null> {
  const snapshot = await seriesReader().snapshot();
  if (snapshot.collection === null) return null;
  const metric = snapshot.metricByName.get(asked.metric) ?? snapshot.metrics[0];
  const span = asked.span && reachedSpan(asked.span, snapshot.collection.slotMs);
  const state = { ...asked, span, metric: metric?.name ?? asked.metric };
  const [report, profile, others] = await Promise.all([
    readReport(name, state),
    getProfile(name),
    Promise.all(state.compare.map((other) => readReport(other, state).catch(problemOf))),
  ]);
  const dimension = snapshot.dimensionByName.get(report.dimension);
  // Entered or gone between the reads, in either case a moment ago.
  if (metric === undefined || dimension === undefined) {
    throw new HttpProblem('not-found', `There is no dimension "${name}".`);
  }
  const compared = others.flatMap((other): ComparedMarket[] => {
    if (other instanceof HttpProblem || other.dimension === dimension.name) return [];
    const market = snapshot.dimensionByName.get(other.dimension);
    return market === undefined ? [] : [{ dimension: market, report: other }];
  });
  return {
    snapshot,
    dimension,
    metric,
    report,
    profile,
    compared,
    unknown: others.filter((other) => other instanceof HttpProblem),
    state: { ...state, compare: compared.map((other) => other.dimension.name) },
  };
}

async function readReport(dimension: string, { metric, range, span }: MarketState): Promise<MetricReport> {
  // An address may hold what no market can be called: spaces alone, control characters, a thousand letters.
  if (!marketText('').safeParse(dimension).success) {
    throw new HttpProblem('not-found', 'No market can have this name.');
  }
  const of = { metric, dimension };
  if (span === null) return getMetric(metricQuery.parse({ ...of, range }));
  const [from, to] = [span.fromMs, span.toMs].map((ms) => new Date(ms).toISOString());
  return getMetric(metricQuery.parse({ ...of, from, to }));
}

function problemOf(error: unknown): HttpProblem {
  if (error instanceof HttpProblem && error.code === 'not-found') return error;
  throw error;
}
