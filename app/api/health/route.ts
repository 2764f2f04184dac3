import { z } from 'zod';
import { readQuery, readRoute } from '@/lib/http';
import { getHealth } from '@/lib/monitor';

const parameters = z.strictObject({});

export const { GET, HEAD, OPTIONS, POST, PUT, PATCH, DELETE } = readRoute(async (request) => {
  readQuery(request, parameters);
  const health = await getHealth();
  return Response.json(health, {
    status: health.status === 'down' ? 503 : 200,
    headers: { 'Cache-Control': 'no-store' },
  });
});
