export { getMetric } from './get-metric';
export { getRanking, type Ranking } from './get-ranking';
export { listMetrics } from './list-metrics';
export { metricCsv } from './metric-csv';
export { metricQuery } from './metric-query';
export type { MetricReport, RankPlace } from './metric-report';
export { rankingCsv } from './ranking-csv';
export { RANKING_SORTS, type RankingQuery, type RankingSort, rankingQuery } from './ranking-query';
export type { RankingRow } from './ranking-row';
