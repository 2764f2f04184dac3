import { z } from 'zod';
import { cachedReply, readQuery, readRoute } from '@/lib/http';
import { openApiJson } from '@/lib/http/openapi';

const parameters = z.strictObject({});

export const { GET, HEAD, OPTIONS, POST, PUT, PATCH, DELETE } = readRoute((request) =>
  cachedReply(request, {
    version: null,
    query: readQuery(request, parameters),
    format: 'json',
    fileName: 'openapi',
    body: async () => openApiJson(),
  }),
);
