import { z } from 'zod';
import { cachedReply, readQuery, readRoute } from '@/lib/http';
import { listMetrics } from '@/lib/queries';
import { seriesReader } from '@/lib/series';

const parameters = z.strictObject({});

export const { GET, HEAD, OPTIONS, POST, PUT, PATCH, DELETE } = readRoute(async (request) => {
  const query = readQuery(request, parameters);
  const { collection } = await seriesReader().snapshot();
  return cachedReply(request, {
    version: collection,
    query,
    format: 'json',
    fileName: 'metrics',
    body: async () => JSON.stringify(await listMetrics()),
  });
});
