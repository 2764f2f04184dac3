import type { ZodOpenApiOperationObject } from 'zod-openapi';
import { cachedAnswer, conditional, notModified } from '@/lib/http/openapi/answers';
import { metricListExample } from '@/lib/http/openapi/examples/metric-list';
import { badRequest, fault, methodNotAllowed, unavailable } from '@/lib/http/openapi/problems';
import { metricListSchema } from '@/lib/queries';

const path = '/list-metrics';

export const listMetricsOperation: ZodOpenApiOperationObject = {
  operationId: 'listMetrics',
  tags: ['Metrics'],
  summary: 'Metrics and markets',
  description:
    'Every metric with its unit, and every market ever seen: the names that the other routes take.',
  security: [],
  requestParams: { header: conditional },
  responses: {
    200: cachedAnswer('All names.', { schema: metricListSchema, example: metricListExample }),
    304: notModified,
    400: badRequest(path, { 'unknown-parameter': 'Unknown parameter "page". This route takes none.' }),
    405: methodNotAllowed(path),
    500: fault(path),
    503: unavailable(path),
  },
};
