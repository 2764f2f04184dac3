import type { ZodOpenApiOperationObject } from 'zod-openapi';
import { cachedAnswer, conditional, notModified } from '@/lib/http/openapi/answers';
import { statusExample } from '@/lib/http/openapi/examples/status';
import { badRequest, fault, methodNotAllowed } from '@/lib/http/openapi/problems';
import { statusSchema } from '@/lib/queries';

const path = '/status';

export const statusOperation: ZodOpenApiOperationObject = {
  operationId: 'getStatus',
  tags: ['Operation'],
  summary: 'Whether there are new figures, and how the last collection went',
  description:
    'Small and always 200, also without a database: for pages that ask every few seconds, with `If-None-Match`, ' +
    'whether `version` has changed. A monitor asks `/health`, whose status code tells.',
  security: [],
  requestParams: { header: conditional },
  responses: {
    200: cachedAnswer('The last collection, or what keeps this installation from its figures.', {
      schema: statusSchema,
      example: statusExample,
    }),
    304: notModified,
    400: badRequest(path, { 'unknown-parameter': 'Unknown parameter "verbose". This route takes none.' }),
    405: methodNotAllowed(path),
    500: fault(path),
  },
};
