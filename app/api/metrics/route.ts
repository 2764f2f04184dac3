import {
  cachedReply,
  formatOf,
  PICTURE_FORMATS,
  pictureFormatParameter,
  readQuery,
  readRoute,
} from '@/lib/http';
import { getMetric, metricQuery, pictureQuery } from '@/lib/queries';
import { seriesReader } from '@/lib/series';
import { metricBody } from './metric-body';

const parameters = metricQuery.safeExtend({ format: pictureFormatParameter, ...pictureQuery.shape });

export const { GET, HEAD, OPTIONS, POST, PUT, PATCH, DELETE } = readRoute(async (request) => {
  const { format: wanted, theme, width, height, ...query } = readQuery(request, parameters);
  const format = formatOf(request, wanted, PICTURE_FORMATS);
  const look = { theme, width, height };
  const { collection } = await seriesReader().snapshot();
  return cachedReply(request, {
    version: collection,
    query: format === 'svg' || format === 'png' ? { ...query, ...look } : query,
    format,
    fileName: `${query.metric} ${query.dimension}`,
    body: async () => metricBody(await getMetric(query), format, look),
  });
});
