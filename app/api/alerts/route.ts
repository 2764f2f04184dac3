import { alertFeedBody } from '@/app/api/alerts/alert-feed-body';
import { cachedReply, FEED_FORMATS, feedFormatParameter, formatOf, readQuery, readRoute } from '@/lib/http';
import { alertQuery, listAlerts } from '@/lib/queries';
import { seriesReader } from '@/lib/series';

const parameters = alertQuery.safeExtend({ format: feedFormatParameter });

export const { GET, HEAD, OPTIONS, POST, PUT, PATCH, DELETE } = readRoute(async (request) => {
  const { format: wanted, ...query } = readQuery(request, parameters);
  const format = formatOf(request, wanted, FEED_FORMATS);
  const { collection } = await seriesReader().snapshot();
  return cachedReply(request, {
    version: collection,
    query,
    format,
    fileName: 'alerts',
    body: async () => (format === 'atom' ? alertFeedBody(query) : JSON.stringify(await listAlerts(query))),
  });
});
