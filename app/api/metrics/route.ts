import { cachedReply, formatOf, formatParameter, readQuery, readRoute } from '@/lib/http';
import { getMetric, metricCsv, metricQuery } from '@/lib/metrics';
import { seriesReader } from '@/lib/series';

const parameters = metricQuery.safeExtend({ format: formatParameter });

export const { GET, HEAD, OPTIONS, POST, PUT, PATCH, DELETE } = readRoute(async (request) => {
  const { format: wanted, ...query } = readQuery(request, parameters);
  const format = formatOf(request, wanted);
  const { collection } = await seriesReader().snapshot();
  return cachedReply(request, {
    version: collection,
    query,
    format,
    fileName: `${query.metric} ${query.dimension}`,
    body: async () => {
      const report = await getMetric(query);
      return format === 'csv' ? metricCsv(report) : JSON.stringify(report);
    },
  });
});
