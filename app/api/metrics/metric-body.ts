import { rasterise } from '@/components/chart/rasterise';
import { drawMetric } from '@/components/markets/draw-metric';
import type { Format } from '@/lib/http';
import { type MetricReport, metricCsv, type PictureQuery } from '@/lib/queries';

/** A report in the format asked for. */
export async function metricBody(
  report: MetricReport,
  format: Format,
  look: PictureQuery,
): Promise<string | Uint8Array> {
  if (format === 'csv') return metricCsv(report);
  if (format === 'svg') return drawMetric(report, look);
  if (format === 'png') return rasterise(await drawMetric(report, look));
  return JSON.stringify(report);
}
