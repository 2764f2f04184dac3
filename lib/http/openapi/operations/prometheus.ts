import { z } from 'zod';
import type { ZodOpenApiOperationObject } from 'zod-openapi';
import { badRequest, fault, methodNotAllowed } from '@/lib/http/openapi/problems';

const path = '/prometheus';

export const prometheusOperation: ZodOpenApiOperationObject = {
  operationId: 'getPrometheus',
  tags: ['Operation'],
  summary: 'Everything to be watched, for Prometheus',
  description:
    'Collections, sources and refusals as of the last collection; requests, connections and the process as of now. ' +
    'Without a database 200 too, and `tracker_database_up` is 0.',
  security: [],
  responses: {
    200: {
      description: 'Prometheus text format, version 0.0.4.',
      content: {
        'text/plain': {
          schema: z.string(),
          example:
            '# HELP tracker_database_up 1 if the database answers.\n# TYPE tracker_database_up gauge\ntracker_database_up 1\n',
        },
      },
    },
    400: badRequest(path, { 'unknown-parameter': 'Unknown parameter "name". This route takes none.' }),
    405: methodNotAllowed(path),
    500: fault(path),
  },
};
