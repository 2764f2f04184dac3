import { z } from 'zod';
import { cachedReply, readQuery, readRoute } from '@/lib/http';
import { getStatus, versionOf } from '@/lib/queries';
import { seriesReader } from '@/lib/series';

const parameters = z.strictObject({});

/** Open pages ask every few seconds whether there is something new: a shared cache may answer most of them. */
const SHARED_SECONDS = 2;

export const { GET, HEAD, OPTIONS, POST, PUT, PATCH, DELETE } = readRoute(async (request) => {
  const query = readQuery(request, parameters);
  const status = await getStatus();
  const current = status.trouble === null ? await seriesReader().collection() : null;
  // One that was closed since the status was read has another.
  const version = current !== null && versionOf(current) === status.version ? current : null;
  return cachedReply(request, {
    version,
    query,
    format: 'json',
    fileName: 'status',
    sharedSeconds: SHARED_SECONDS,
    body: async () => JSON.stringify(status),
  });
});
