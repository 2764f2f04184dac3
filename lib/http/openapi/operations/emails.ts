import type { ZodOpenApiOperationObject, ZodOpenApiRequestBodyObject } from 'zod-openapi';
import { freshAnswer } from '@/lib/http/openapi/answers';
import { signUpExample, subscriberListExample } from '@/lib/http/openapi/examples/emails';
import {
  badRequest,
  bodyProblems,
  fault,
  methodNotAllowed,
  otherSite,
  tooMany,
  unauthorized,
  unavailable,
  wrongType,
} from '@/lib/http/openapi/problems';
import {
  ASKED,
  askedSchema,
  removalSchema,
  signUpSchema,
  subscriberListSchema,
  subscriberQuery,
} from '@/lib/subscribers';

const path = '/emails';

const asked = freshAnswer('Asked; the same whether the address is known or not.', askedSchema, ASKED);
const NO_ADDRESS = { 'no-address': '"email": send one e-mail address, such as you@example.com.' };
const notAnAddress = badRequest(path, NO_ADDRESS);
const unknownMarket = {
  'unknown-dimension':
    '"watches[0].dimension": There is no dimension "kraken:BTC-USDD". Did you mean kraken:BTC-USD? ' +
    'GET /api/list-metrics lists every dimension.',
};

export const signUpOperation: ZodOpenApiOperationObject = {
  operationId: 'signUp',
  tags: ['Mails'],
  summary: 'Sign up an address',
  description:
    'Sends an email whose link confirms this request: its watches and time zone, which the email names, and nothing ' +
    'that another request asked for. Nothing starts before. Where the address is subscribed already, the link adds ' +
    'the watches and replaces nothing. A mailbox gets at most three such emails a day, removals included, however its ' +
    'address is written, and none for 90 days after the link "Don\'t email me again" in one of them; the answer is the ' +
    'same. A form (fields `email`, `metric`, `dimension`, `threshold`, `direction`, `timeZone`) is answered by 303 to ' +
    'a page that says the same.',
  security: [],
  requestBody: {
    required: true,
    content: {
      'application/json': { schema: signUpSchema, example: signUpExample },
      'application/x-www-form-urlencoded': {
        schema: { type: 'object', additionalProperties: { type: 'string' } },
        example: { email: 'you@example.com', threshold: '3' },
      },
    },
  },
  responses: {
    202: asked,
    303: { description: 'To a page that says the same.' },
    400: badRequest(path, { ...NO_ADDRESS, ...unknownMarket }),
    403: otherSite(path),
    ...bodyProblems(path),
    415: wrongType(path),
    429: tooMany(path),
    500: fault(path),
    503: unavailable(path),
  },
};

const removalBody: ZodOpenApiRequestBodyObject = {
  required: true,
  content: { 'application/json': { schema: removalSchema, example: { email: 'you@example.com' } } },
};

export const removeAddressOperation: ZodOpenApiOperationObject = {
  operationId: 'removeAddress',
  tags: ['Mails'],
  summary: 'Remove an address',
  description:
    'With the admin token everything of it is deleted at once. Without one, an email with a link that does so is sent ' +
    'to a known address, within the limits of signing up.',
  security: [{}, { adminToken: [] }],
  requestBody: removalBody,
  responses: {
    202: asked,
    204: { description: 'Gone. With the admin token alone.' },
    400: notAnAddress,
    401: unauthorized(path, 'ADMIN_TOKEN'),
    ...bodyProblems(path),
    415: wrongType(path, 'application/json'),
    429: tooMany(path),
    500: fault(path),
    503: unavailable(path),
  },
};

export const listAddressesOperation: ZodOpenApiOperationObject = {
  operationId: 'listAddresses',
  tags: ['Mails'],
  summary: 'List the addresses',
  description: 'For the operator alone, a page at a time.',
  security: [{ adminToken: [] }],
  requestParams: { query: subscriberQuery },
  responses: {
    200: freshAnswer('One page.', subscriberListSchema, subscriberListExample),
    400: badRequest(path, {
      'malformed-parameter':
        'Parameter "limit" is "0": send a whole number from 1 to 1000, such as limit=100.',
    }),
    401: unauthorized(path, 'ADMIN_TOKEN'),
    405: methodNotAllowed(path, 'GET, OPTIONS, POST, DELETE', 'PATCH'),
    500: fault(path),
    503: unavailable(path),
  },
};
