import { cachedReply, readQuery, readRoute } from '@/lib/http';
import { getSparks, sparkQuery } from '@/lib/queries';
import { seriesReader } from '@/lib/series';

export const { GET, HEAD, OPTIONS, POST, PUT, PATCH, DELETE } = readRoute(async (request) => {
  const query = readQuery(request, sparkQuery);
  const { collection } = await seriesReader().snapshot();
  return cachedReply(request, {
    version: collection,
    query,
    format: 'json',
    fileName: `sparks ${query.metric}`,
    body: async () => JSON.stringify(await getSparks(query)),
  });
});
