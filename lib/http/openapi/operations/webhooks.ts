import { z } from 'zod';
import type { ZodOpenApiOperationObject } from 'zod-openapi';
import { freshAnswer } from '@/lib/http/openapi/answers';
import { webhookOutcomeExample } from '@/lib/http/openapi/examples/mail';
import {
  badRequest,
  bodyProblems,
  fault,
  methodNotAllowed,
  unavailable,
  unsigned,
} from '@/lib/http/openapi/problems';
import { webhookOutcomeSchema } from '@/lib/outbox';

const PATH = '/webhooks/resend';

const signed = (description: string, example: string) => z.string().meta({ description, param: { example } });

export const resendWebhookOperation: ZodOpenApiOperationObject = {
  operationId: 'obeyResend',
  tags: ['Operation'],
  summary: 'Be told by Resend what became of mails',
  description:
    'For Resend alone, which signs its calls with `RESEND_WEBHOOK_SECRET`. An address that bounced permanently or ' +
    'complained gets no alerts until its owner confirms it again; other events are ignored. A call that comes again changes nothing.',
  security: [],
  requestParams: {
    header: z.object({
      'svix-id': signed('Names this call.', 'msg_2b8XcQnZf4hWk'),
      'svix-timestamp': signed('When it was signed, in seconds since 1970.', '1795435200'),
      'svix-signature': signed('The signature.', 'v1,K5oZfzN95Z9UVu1EsfQmfVNQhnkZ2pj9o9NDN/H/pI4='),
    }),
  },
  requestBody: {
    required: true,
    content: {
      'application/json': {
        schema: z.looseObject({ type: z.string() }).meta({ description: 'An event of Resend.' }),
        example: { type: 'email.complained', data: { to: ['reader@example.com'] } },
      },
    },
  },
  responses: {
    200: freshAnswer('What was done.', webhookOutcomeSchema, webhookOutcomeExample),
    400: badRequest(PATH, { 'not-utf-8': 'The body is not UTF-8: send it so.' }),
    401: unsigned(PATH),
    405: methodNotAllowed(PATH, 'OPTIONS, POST', 'PUT'),
    ...bodyProblems(PATH),
    500: fault(PATH),
    503: unavailable(PATH),
  },
};
