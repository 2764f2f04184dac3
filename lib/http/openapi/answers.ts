import { z } from 'zod';
import type { ZodOpenApiResponseObject } from 'zod-openapi';
import { headers } from './headers';

/** A 200 that caches may keep; CSV beside JSON where there is an example of it, and what else it can be had as. */
export function cachedAnswer(
  description: string,
  json: { schema: z.ZodType; example: unknown },
  csv?: string,
  others: ZodOpenApiResponseObject['content'] = {},
): ZodOpenApiResponseObject {
  const table = csv === undefined ? {} : { 'text/csv': { schema: CSV, example: csv } };
  const content = { 'application/json': json, ...table, ...others };
  const isFile = Object.keys(content).length > 1;
  return {
    description,
    content,
    headers: isFile
      ? headers('ETag', 'Cache-Control', 'Content-Disposition')
      : headers('ETag', 'Cache-Control'),
  };
}

const CSV = z.string().meta({ description: 'RFC 4180, the first line names the columns.' });

/** A 200 that nobody keeps. */
export function freshAnswer(
  description: string,
  schema: z.ZodType,
  example: unknown,
): ZodOpenApiResponseObject {
  return { description, content: { 'application/json': { schema, example } } };
}

export const notModified: ZodOpenApiResponseObject = {
  description: 'The client has this answer already: no body.',
  headers: headers('ETag', 'Cache-Control'),
};

/** What a request for an answer that caches keep may carry. */
export const conditional = z.object({
  'If-None-Match': z
    .string()
    .optional()
    .meta({
      description: 'The `ETag` of the answer that the client has.',
      param: { example: '"dGhpcyBpcyBub3QgYSB0YWcgYXQ"' },
    }),
});
