import { z } from 'zod';
import { readQuery, readRoute, unknownProxyWarning } from '@/lib/http';
import { env } from '@/lib/platform/env';
import { getHealth } from '@/lib/queries';

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
