import { type SeriesReader, seriesReader } from '@/lib/series';
import { isoOrNull } from './format';
import type { MetricList } from './metric-list';

/** Every metric, and every market ever seen with the time of its last accepted observation (ISO 8601). */
export async function listMetrics(reader: SeriesReader = seriesReader()): Promise<MetricList> {
  const { metrics, dimensions, lastSeenMs } = await reader.snapshot();
  return {
    metrics: metrics.map(({ name, label, unit, description }) => ({ name, label, unit, description })),
    dimensions: dimensions.map(({ id, name, exchange, base, quote }) => ({
      name,
      exchange,
      base,
      quote,
      lastSeenAt: isoOrNull(lastSeenMs.get(id) ?? Number.NaN),
    })),
  };
}
