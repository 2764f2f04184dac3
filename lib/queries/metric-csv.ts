import { stringify } from 'csv-stringify/sync';
import type { MetricReport } from './metric-report';

/** The graph of a report as CSV: `at,value`, and `min,max` where a point stands for an hour. Times in ISO 8601. */
export function metricCsv({ graph }: MetricReport): string {
  const isHourly = graph.points.some(({ min }) => min !== undefined);
  return stringify(graph.points, {
    header: true,
    columns: isHourly ? ['at', 'value', 'min', 'max'] : ['at', 'value'],
  });
}
