import { z } from 'zod';
import { env } from '@/lib/env';
import { readQuery, readRoute, unknownProxyWarning } from '@/lib/http';
import { getHealth } from '@/lib/monitor';

const parameters = z.strictObject({});

export const { GET, HEAD, OPTIONS, POST, PUT, PATCH, DELETE } = readRoute(async (request) => {
  readQuery(request, parameters);
  const proxyWarning = unknownProxyWarning(Date.now());
  const warnings = [...(proxyWarning === null ? [] : [proxyWarning]), ...env().emails.warnings];
  const health = await getHealth(warnings);
  return Response.json(health, {
    status: health.status === 'down' ? 503 : 200,
    headers: { 'Cache-Control': 'no-store' },
  });
});
