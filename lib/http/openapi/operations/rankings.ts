import type { ZodOpenApiOperationObject } from 'zod-openapi';
import { formatParameter } from '@/lib/http/format';
import { cachedAnswer, conditional, notModified } from '@/lib/http/openapi/answers';
import { rankingExample } from '@/lib/http/openapi/examples/ranking';
import { badRequest, fault, methodNotAllowed, notFound, unavailable } from '@/lib/http/openapi/problems';
import { rankingCsv, rankingQuery, rankingSchema } from '@/lib/queries';

const path = '/rankings';

export const rankingsOperation: ZodOpenApiOperationObject = {
  operationId: 'getRanking',
  tags: ['Metrics'],
  summary: 'The markets by one metric',
  description: 'The markets that have a value of one metric: filtered, sorted and cut to a page.',
  security: [],
  requestParams: { query: rankingQuery.safeExtend({ format: formatParameter }), header: conditional },
  responses: {
    200: cachedAnswer(
      'One page of the ranking; as CSV every row unless `limit` is sent.',
      { schema: rankingSchema, example: rankingExample },
      rankingCsv(rankingExample),
    ),
    304: notModified,
    400: badRequest(path, {
      'malformed-parameter':
        'Parameter "limit" is "0": send a whole number from 1 to 1000, such as limit=100.',
      'no-cv':
        'The values of "change" may be 0 or negative, so deviation / mean says nothing: send by=stddev.',
    }),
    404: notFound(path, {
      'unknown-metric':
        'There is no metric "volumes". Did you mean volume? GET /api/list-metrics lists every metric.',
    }),
    405: methodNotAllowed(path),
    500: fault(path),
    503: unavailable(path),
  },
};
