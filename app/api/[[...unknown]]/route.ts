import { unknownRoute } from '@/lib/http';

export const { GET, HEAD, OPTIONS, POST, PUT, PATCH, DELETE } = unknownRoute([
  'GET /api/list-metrics',
  'GET /api/metrics',
  'GET /api/rankings',
  'GET /api/alerts',
  'GET /api/health',
  'GET /api/sources',
  'GET /api/prometheus',
  'POST /api/emails',
  'GET /api/openapi.json',
]);
