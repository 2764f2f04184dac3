import type { ZodOpenApiOperationObject } from 'zod-openapi';
import { freshAnswer } from '@/lib/http/openapi/answers';
import { confirmedExample, managedExample, watchesExample } from '@/lib/http/openapi/examples/emails';
import {
  badRequest,
  bodyProblems,
  deadLink,
  endedLink,
  fault,
  methodNotAllowed,
  otherSite,
  unavailable,
  wrongType,
} from '@/lib/http/openapi/problems';
import {
  confirmedSchema,
  managedSchema,
  oneClickSchema,
  removedSchema,
  tokenQuery,
  tokenSchema,
  unsubscribedSchema,
  watchListSchema,
} from '@/lib/subscribers';

const TOKEN = { token: `confirm.17.1.1795780800.${'x'.repeat(43)}` };
const noToken = { 'no-token': '"token": send the token of the link in the mail.' };

/** What every route behind a link may refuse. */
const refusals = (path: string) => ({
  400: badRequest(path, noToken),
  404: deadLink(path),
  410: endedLink(path),
  500: fault(path),
  503: unavailable(path),
});

const tokenBody = {
  required: true,
  content: {
    'application/json': { schema: tokenSchema, example: TOKEN },
    'application/x-www-form-urlencoded': { schema: tokenSchema, example: TOKEN },
  },
};

const toPage = { description: 'To a form: to the page that says so.' };

export const confirmOperation: ZodOpenApiOperationObject = {
  operationId: 'confirmAddress',
  tags: ['Mails'],
  summary: 'Confirm an address',
  description: 'Adds what the one request of this link asked for. A second time it changes nothing.',
  security: [],
  requestBody: tokenBody,
  responses: {
    200: freshAnswer('Confirmed.', confirmedSchema, confirmedExample),
    303: toPage,
    403: otherSite('/emails/confirm'),
    405: methodNotAllowed('/emails/confirm', 'OPTIONS, POST', 'GET'),
    ...bodyProblems('/emails/confirm'),
    415: wrongType('/emails/confirm'),
    ...refusals('/emails/confirm'),
  },
};

export const unsubscribeOperation: ZodOpenApiOperationObject = {
  operationId: 'unsubscribe',
  tags: ['Mails'],
  summary: 'End the mails to an address',
  description:
    'One click, as RFC 8058 has it: every email names this address in its header `List-Unsubscribe`. The token decides ' +
    'what ends: alerts, or emails that anybody can cause by typing an address (sign-ups and removals), for 90 days. ' +
    'GET changes nothing and leads to the page with the button (303).',
  security: [],
  requestParams: { query: tokenQuery },
  requestBody: {
    required: false,
    content: {
      'application/x-www-form-urlencoded': {
        schema: oneClickSchema,
        example: { 'List-Unsubscribe': 'One-Click' },
      },
      'multipart/form-data': {
        schema: oneClickSchema,
        example: { 'List-Unsubscribe': 'One-Click' },
      },
      'application/json': { schema: oneClickSchema, example: { 'List-Unsubscribe': 'One-Click' } },
    },
  },
  responses: {
    200: freshAnswer('Ended, also the second time.', unsubscribedSchema, { status: 'unsubscribed' }),
    303: toPage,
    405: methodNotAllowed('/emails/unsubscribe', 'GET, HEAD, OPTIONS, POST', 'PUT'),
    ...bodyProblems('/emails/unsubscribe'),
    415: wrongType('/emails/unsubscribe'),
    ...refusals('/emails/unsubscribe'),
  },
};

export const removeByLinkOperation: ZodOpenApiOperationObject = {
  operationId: 'removeByLink',
  tags: ['Mails'],
  summary: 'Remove an address by its link',
  description: 'Deletes everything of the address, at once.',
  security: [],
  requestBody: tokenBody,
  responses: {
    200: freshAnswer('Gone, also the second time.', removedSchema, { status: 'removed' }),
    303: toPage,
    403: otherSite('/emails/remove'),
    405: methodNotAllowed('/emails/remove', 'OPTIONS, POST', 'GET'),
    ...bodyProblems('/emails/remove'),
    415: wrongType('/emails/remove'),
    ...refusals('/emails/remove'),
  },
};

const path = '/emails/watches';

export const getWatchesOperation: ZodOpenApiOperationObject = {
  operationId: 'getWatches',
  tags: ['Mails'],
  summary: 'Read the alerts of an address',
  description: 'For the holder of a link to manage it.',
  security: [],
  requestParams: { query: tokenQuery },
  responses: {
    200: freshAnswer('As it is kept.', managedSchema, managedExample),
    405: methodNotAllowed(path, 'GET, OPTIONS, POST, PUT', 'PATCH'),
    ...refusals(path),
  },
};

export const putWatchesOperation: ZodOpenApiOperationObject = {
  operationId: 'putWatches',
  tags: ['Mails'],
  summary: 'Change the alerts of an address',
  description: 'Replaces watches and time zone. A page without JavaScript sends the same as a form, by POST.',
  security: [],
  requestParams: { query: tokenQuery },
  requestBody: {
    required: true,
    content: {
      'application/json': {
        schema: watchListSchema,
        example: { watches: watchesExample, timeZone: 'Europe/Berlin' },
      },
    },
  },
  responses: {
    200: freshAnswer('As it is kept now.', managedSchema, managedExample),
    ...bodyProblems(path),
    415: wrongType(path, 'application/json'),
    ...refusals(path),
  },
};
