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
export const METHODS = ['get', 'post', 'put', 'delete'] as const;
export type Method = (typeof METHODS)[number];

const document = z.looseObject({
  openapi: z.string(),
  servers: z.array(z.looseObject({ url: z.string() })),
  paths: z.record(z.string(), z.partialRecord(z.enum(METHODS), operation)),
});

/** What the tests look at in an OpenAPI document; the rest is kept. */
export type ApiDocument = z.output<typeof document>;
export type ApiOperation = z.output<typeof operation>;
export type ApiParameter = z.output<typeof parameter>;

/** The document as the running app serves it. */
export async function readDocument(origin: string): Promise<ApiDocument> {
  const answer = await fetch(`${origin}/api/openapi.json`);
  return document.parse(await answer.json());
}

/** All operations, each with its path and method. */
export function operationsOf(document: ApiDocument) {
  return Object.entries(document.paths).flatMap(([path, operations]) =>
    METHODS.flatMap((method) => {
      const operation = operations[method];
      return operation === undefined ? [] : [{ path, method, operation }];
    }),
  );
}

/** The operation that tells of an answer: HEAD is GET without a body, and any other method that is none is told of once. */
export function operationOf(document: ApiDocument, path: string, method: string) {
  const all = operationsOf(document).filter((one) => one.path === path);
  const wanted = method === 'HEAD' ? 'get' : method.toLowerCase();
  return all.find((one) => one.method === wanted) ?? all.find(({ operation }) => 405 in operation.responses);
}
