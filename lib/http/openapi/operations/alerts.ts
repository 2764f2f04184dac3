import { z } from 'zod';
import type { ZodOpenApiOperationObject } from 'zod-openapi';
import { feedFormatParameter } from '@/lib/http/format';
import { cachedAnswer, conditional, notModified } from '@/lib/http/openapi/answers';
import { alertFeedExample, alertListExample } from '@/lib/http/openapi/examples/alerts';
import { badRequest, fault, methodNotAllowed, notFound, unavailable } from '@/lib/http/openapi/problems';
import { alertListSchema, alertQuery } from '@/lib/queries';

const path = '/alerts';

export const alertsOperation: ZodOpenApiOperationObject = {
  operationId: 'listAlerts',
  tags: ['Metrics'],
  summary: 'What is and was unusual',
  description:
    'Open and past alerts, the newest first, a page at a time. With `format=atom` the same as a feed (RFC 4287) for ' +
    'feed readers, whose entries change when an alert ends.',
  security: [],
  requestParams: { query: alertQuery.safeExtend({ format: feedFormatParameter }), header: conditional },
  responses: {
    200: cachedAnswer(
      'One page as of the last closed collection.',
      { schema: alertListSchema, example: alertListExample },
      undefined,
      {
        'application/atom+xml': {
          schema: z.string().meta({ description: 'Atom, RFC 4287.' }),
          example: alertFeedExample,
        },
      },
    ),
    304: notModified,
    400: badRequest(path, {
      'malformed-parameter': 'Parameter "state" is "closed": send state=open or state=past.',
    }),
    404: notFound(path, {
      'unknown-metric':
        'There is no metric "prise". Did you mean price? GET /api/list-metrics lists every metric.',
    }),
    405: methodNotAllowed(path),
    500: fault(path),
    503: unavailable(path),
  },
};
