import type { ZodOpenApiOperationObject } from 'zod-openapi';
import { freshAnswer } from '@/lib/http/openapi/answers';
import { mutesExample } from '@/lib/http/openapi/examples/emails';
import {
  badRequest,
  bodyProblems,
  deadLink,
  endedLink,
  fault,
  methodNotAllowed,
  unavailable,
  wrongType,
} from '@/lib/http/openapi/problems';
import { muteSchema, mutesSchema, tokenQuery } from '@/lib/subscribers';

const path = '/emails/mutes';

const refusals = {
  400: badRequest(path, {
    'no-token': 'Parameter "token" is missing: send the token of the link in the mail.',
    'unknown-dimension':
      '"dimension": There is no dimension "kraken:BTC-USDD". Did you mean kraken:BTC-USD? ' +
      'GET /api/list-metrics lists every dimension.',
  }),
  404: deadLink(path),
  410: endedLink(path),
  500: fault(path),
  503: unavailable(path),
};

export const getMutesOperation: ZodOpenApiOperationObject = {
  operationId: 'getMutes',
  tags: ['Mails'],
  summary: 'What an address has muted',
  description: 'For the holder of a link to mute or to manage.',
  security: [],
  requestParams: { query: tokenQuery },
  responses: {
    200: freshAnswer('As it is kept.', mutesSchema, mutesExample),
    405: methodNotAllowed(path, 'GET, OPTIONS, POST', 'PATCH'),
    ...refusals,
  },
};

const EXAMPLE = { dimension: '*:SOL-*', for: 'ever' };

export const muteOperation: ZodOpenApiOperationObject = {
  operationId: 'mute',
  tags: ['Mails'],
  summary: 'Mute a market, a coin or an exchange',
  description:
    'Sends no mail about it for a day or for ever, or ends that (`none`). Every alert mail has the links of pages ' +
    'with this button. A form is answered by 303 to the page that says so.',
  security: [],
  requestParams: { query: tokenQuery },
  requestBody: {
    required: true,
    content: {
      'application/json': { schema: muteSchema, example: EXAMPLE },
      'application/x-www-form-urlencoded': { schema: muteSchema, example: EXAMPLE },
    },
  },
  responses: {
    200: freshAnswer('As it is kept now.', mutesSchema, mutesExample),
    303: { description: 'To a form: to the page that says so.' },
    ...bodyProblems(path),
    415: wrongType(path),
    ...refusals,
  },
};
