import { z } from 'zod';

const schema = z.looseObject({
  type: z.union([z.string(), z.array(z.string())]).optional(),
  enum: z.array(z.string()).optional(),
});
const parameter = z.looseObject({
  name: z.string(),
  in: z.string(),
  required: z.boolean().default(false),
  description: z.string().optional(),
  example: z.unknown().optional(),
  schema,
});
const media = z.looseObject({
  example: z.unknown().optional(),
  examples: z.record(z.string(), z.looseObject({ value: z.unknown() })).default({}),
});
const response = z.looseObject({
  headers: z.record(z.string(), z.looseObject({ required: z.boolean() })).default({}),
  content: z.record(z.string(), media).default({}),
});
const operation = z.looseObject({
  operationId: z.string(),
  parameters: z.array(parameter).default([]),
  responses: z.record(z.string(), response),
});
const pathItem = z.looseObject({ get: operation.optional(), post: operation.optional() });
const document = z.looseObject({
  openapi: z.string(),
  servers: z.array(z.looseObject({ url: z.string() })),
  paths: z.record(z.string(), pathItem),
});

/** What the tests look at in an OpenAPI document; the rest is kept. */
export type ApiDocument = z.output<typeof document>;
export type ApiParameter = z.output<typeof parameter>;

/** The document as the running app serves it. */
export async function readDocument(origin: string): Promise<ApiDocument> {
  const answer = await fetch(`${origin}/api/openapi.json`);
  return document.parse(await answer.json());
}

type Method = 'get' | 'post';
type ApiOperation = z.output<typeof operation>;

/** Each operation of the document with its path and method. */
export function operationsOf({ paths }: ApiDocument) {
  return Object.entries(paths).flatMap(([path, item]) =>
    (['get', 'post'] as const).flatMap(
      (method): { path: string; method: Method; operation: ApiOperation }[] => {
        const described = item[method];
        return described === undefined ? [] : [{ path, method, operation: described }];
      },
    ),
  );
}
