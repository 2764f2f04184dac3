import type { ZodOpenApiOperationObject } from 'zod-openapi';
import { freshAnswer } from '@/lib/http/openapi/answers';
import { previewedExample, watchesExample } from '@/lib/http/openapi/examples/emails';
import {
  badRequest,
  bodyProblems,
  fault,
  methodNotAllowed,
  tooMany,
  unavailable,
  wrongType,
} from '@/lib/http/openapi/problems';
import { previewedSchema, previewSchema } from '@/lib/subscribers';

const path = '/watches/preview';

export const previewOperation: ZodOpenApiOperationObject = {
  operationId: 'previewWatches',
  tags: ['Mails'],
  summary: 'How many mails watches would have caused',
  description:
    'Lives through the last 24 hours again with these watches, by the rules that alerts are found and mailed by; and ' +
    'tells about how it was in the 7 days before from the extremes of each hour. Takes three seconds at most: what could ' +
    'not be checked by then is left out, and `markets` says so. One is computed at a time. Keeps nothing.',
  security: [],
  requestBody: {
    required: true,
    content: { 'application/json': { schema: previewSchema, example: { watches: watchesExample } } },
  },
  responses: {
    200: freshAnswer('Made once a collection.', previewedSchema, previewedExample),
    400: badRequest(path, {
      'unknown-dimension':
        '"watches[0].dimension": There is no dimension "kraken:BTC-USDD". Did you mean kraken:BTC-USD? ' +
        'GET /api/list-metrics lists every dimension.',
    }),
    405: methodNotAllowed(path, 'OPTIONS, POST', 'GET'),
    ...bodyProblems(path),
    415: wrongType(path, 'application/json'),
    429: tooMany(path),
    500: fault(path),
    503: unavailable(path),
  },
};
