import { z } from 'zod';
import { cachedReply, readQuery, readRoute } from '@/lib/http';
import { getStatus } from '@/lib/monitor';
import { seriesReader } from '@/lib/series';

const parameters = z.strictObject({});

/** Open pages ask every few seconds whether there is something new: a shared cache may answer most of them. */
const SHARED_SECONDS = 2;

export const { GET, HEAD, OPTIONS, POST, PUT, PATCH, DELETE } = readRoute(async (request) => {
  const query = readQuery(request, parameters);
  const status = await getStatus();
  const { collection } = status.trouble === null ? await seriesReader().snapshot() : { collection: null };
  return cachedReply(request, {
    version: collection,
    query,
    format: 'json',
    fileName: 'status',
    sharedSeconds: SHARED_SECONDS,
    body: async () => JSON.stringify(status),
  });
});
