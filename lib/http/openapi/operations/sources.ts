import type { ZodOpenApiOperationObject } from 'zod-openapi';
import { cachedAnswer, conditional, notModified } from '@/lib/http/openapi/answers';
import { sourceReportExample } from '@/lib/http/openapi/examples/sources';
import { badRequest, fault, methodNotAllowed, unavailable } from '@/lib/http/openapi/problems';
import { sourceReportSchema } from '@/lib/queries';

const path = '/sources';

export const sourcesOperation: ZodOpenApiOperationObject = {
  operationId: 'getSources',
  tags: ['Operation'],
  summary: 'The exchanges, and what was refused of them',
  description:
    'How each exchange is and was over 24 hours. `failing`: no answer that could be read. `rejected`: the other ' +
    'exchanges contradict all of it. `silent`: no price at all. `partial`: fewer markets than usual. `late`: slow, or ' +
    'with old values. `well`: none of these.',
  security: [],
  requestParams: { header: conditional },
  responses: {
    200: cachedAnswer('Each exchange of the settings, in their order.', {
      schema: sourceReportSchema,
      example: sourceReportExample,
    }),
    304: notModified,
    400: badRequest(path, { 'unknown-parameter': 'Unknown parameter "exchange". This route takes none.' }),
    405: methodNotAllowed(path),
    500: fault(path),
    503: unavailable(path),
  },
};
