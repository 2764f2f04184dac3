import { z } from 'zod';
import { readQuery, readRoute, unknownProxyWarning } from '@/lib/http';
import { getHealth } from '@/lib/monitor';

const parameters = z.strictObject({});

export const { GET, HEAD, OPTIONS, POST, PUT, PATCH, DELETE } = readRoute(async (request) => {
  readQuery(request, parameters);
  const warning = unknownProxyWarning(Date.now());
  const health = await getHealth(warning === null ? [] : [warning]);
  return Response.json(health, {
    status: health.status === 'down' ? 503 : 200,
    headers: { 'Cache-Control': 'no-store' },
  });
});
