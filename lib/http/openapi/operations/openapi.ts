import { z } from 'zod';
import type { ZodOpenApiOperationObject } from 'zod-openapi';
import { cachedAnswer, conditional, notModified } from '@/lib/http/openapi/answers';
import { badRequest, fault, methodNotAllowed } from '@/lib/http/openapi/problems';

const path = '/openapi.json';

const documentSchema = z
  .looseObject({ openapi: z.string(), info: z.looseObject({ title: z.string(), version: z.string() }) })
  .meta({ id: 'OpenApi', description: 'An OpenAPI 3.1 document.' });

export const openApiOperation: ZodOpenApiOperationObject = {
  operationId: 'getOpenApi',
  tags: ['Operation'],
  summary: 'This document',
  description: 'The OpenAPI 3.1 document of this API, made from the schemas that it parses and answers by.',
  security: [],
  requestParams: { header: conditional },
  responses: {
    200: cachedAnswer('This document.', {
      schema: documentSchema,
      example: { openapi: '3.1.0', info: { title: 'Crypto Metrics Tracker', version: '1.0.0' }, paths: {} },
    }),
    304: notModified,
    400: badRequest(path, { 'unknown-parameter': 'Unknown parameter "page". This route takes none.' }),
    405: methodNotAllowed(path),
    500: fault(path),
  },
};
