import { z } from 'zod';
import type { ZodOpenApiOperationObject } from 'zod-openapi';
import { maintainedSchema } from '@/lib/collect/maintenance';
import { freshAnswer } from '@/lib/http/openapi/answers';
import { collectOutcomeSchema } from '@/lib/http/openapi/collect-outcome';
import { collectedExample, maintainedExample, watchedExample } from '@/lib/http/openapi/examples/cron';
import { deliveredExample } from '@/lib/http/openapi/examples/mail';
import { fault, methodNotAllowed, unauthorized, unavailable } from '@/lib/http/openapi/problems';
import { watchedSchema } from '@/lib/incidents';
import { deliveredSchema } from '@/lib/outbox';

const answeredSchema = maintainedSchema
  .extend({ unconfirmed: z.int().meta({ description: 'Addresses that nobody confirmed within 48 hours.' }) })
  .meta({ id: 'Maintained', description: 'What one call has done: hours rolled up, and rows deleted.' });

const ALLOW = 'GET, OPTIONS';

export const collectOperation: ZodOpenApiOperationObject = {
  operationId: 'collect',
  tags: ['Schedule'],
  summary: 'Collect the current slot',
  description: 'Any number of calls collect a slot once; after a crash a further call collects it anew.',
  security: [{ cronSecret: [] }],
  responses: {
    200: freshAnswer('What the collection came to.', collectOutcomeSchema, collectedExample),
    401: unauthorized('/cron/collect'),
    405: methodNotAllowed('/cron/collect', ALLOW),
    500: fault('/cron/collect'),
    503: unavailable('/cron/collect'),
  },
};

export const deliverOperation: ZodOpenApiOperationObject = {
  operationId: 'deliver',
  tags: ['Schedule'],
  summary: 'Send the mails that are due',
  description: 'Any number of calls, at once or after a crash, send each mail once.',
  security: [{ cronSecret: [] }],
  responses: {
    200: freshAnswer('What was delivered.', deliveredSchema, deliveredExample),
    401: unauthorized('/cron/deliver'),
    405: methodNotAllowed('/cron/deliver', ALLOW),
    500: fault('/cron/deliver'),
    503: unavailable('/cron/deliver'),
  },
};

export const maintainOperation: ZodOpenApiOperationObject = {
  operationId: 'maintain',
  tags: ['Schedule'],
  summary: 'Roll up and delete what is old',
  description: 'Rolls up the hours that are over, then deletes what is older than the settings keep it.',
  security: [{ cronSecret: [] }],
  responses: {
    200: freshAnswer('What was done.', answeredSchema, maintainedExample),
    401: unauthorized('/cron/maintain'),
    405: methodNotAllowed('/cron/maintain', ALLOW),
    500: fault('/cron/maintain'),
    503: unavailable('/cron/maintain'),
  },
};

export const watchOperation: ZodOpenApiOperationObject = {
  operationId: 'watch',
  tags: ['Schedule'],
  summary: 'Look for trouble, and tell the operator',
  description:
    'Tells once as a trouble begins, once a day while it lasts and once as it ends. Works without the database too, ' +
    'which may be the trouble.',
  security: [{ cronSecret: [] }],
  responses: {
    200: freshAnswer('What was found.', watchedSchema, watchedExample),
    401: unauthorized('/cron/watch'),
    405: methodNotAllowed('/cron/watch', ALLOW),
    500: fault('/cron/watch'),
  },
};
