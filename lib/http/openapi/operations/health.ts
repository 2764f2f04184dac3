import type { ZodOpenApiOperationObject } from 'zod-openapi';
import { freshAnswer } from '@/lib/http/openapi/answers';
import { healthExample, unhealthyExample } from '@/lib/http/openapi/examples/health';
import { badRequest, fault, methodNotAllowed } from '@/lib/http/openapi/problems';
import { healthSchema } from '@/lib/queries';

const path = '/health';

export const healthOperation: ZodOpenApiOperationObject = {
  operationId: 'getHealth',
  tags: ['Operation'],
  summary: 'Health of this installation',
  description:
    'Asked anew each time. A source is fresh if it succeeded in one of the last three collections; a ' +
    'collection is overdue three intervals after the last, 60 s at least. One bad source: 200, and its name.',
  security: [],
  responses: {
    200: freshAnswer('It works, if `degraded` without some of its sources.', healthSchema, healthExample),
    400: badRequest(path, { 'unknown-parameter': 'Unknown parameter "verbose". This route takes none.' }),
    405: methodNotAllowed(path),
    500: fault(path),
    503: freshAnswer(
      'Nothing here can be relied on: no database, no fresh source, or no collection in time.',
      healthSchema,
      unhealthyExample,
    ),
  },
};
