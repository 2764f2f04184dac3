import type { ZodOpenApiOperationObject } from 'zod-openapi';
import { cachedAnswer, conditional, notModified } from '@/lib/http/openapi/answers';
import { sparksExample } from '@/lib/http/openapi/examples/sparks';
import { badRequest, fault, methodNotAllowed, notFound, unavailable } from '@/lib/http/openapi/problems';
import { sparkQuery, sparksSchema } from '@/lib/queries';

const path = '/sparks';

export const sparksOperation: ZodOpenApiOperationObject = {
  operationId: 'getSparks',
  tags: ['Metrics'],
  summary: 'The last 24 hours of several markets, coarsely',
  description:
    'One metric of up to 100 markets, 25 clock hours each (the example is cut short): what a small line beside a ' +
    'row of a ranking is drawn from. `/metrics` has every observation.',
  security: [],
  requestParams: { query: sparkQuery, header: conditional },
  responses: {
    200: cachedAnswer('Each market, in the order of the request.', {
      schema: sparksSchema,
      example: sparksExample,
    }),
    304: notModified,
    400: badRequest(path, {
      'missing-parameter':
        'Parameter "dimensions" is missing: send names of markets with commas between them, 100 at most, such as ' +
        'kraken:BTC-USD,kraken:ETH-USD.',
    }),
    404: notFound(path, {
      'unknown-dimension':
        'There is no dimension "kraken:BTC-USDX". Did you mean kraken:BTC-USD? GET /api/list-metrics lists every ' +
        'dimension.',
    }),
    405: methodNotAllowed(path),
    500: fault(path),
    503: unavailable(path),
  },
};
