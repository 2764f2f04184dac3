import { z } from 'zod';
import { openApiJson } from '@/lib/http/openapi';
import { singleton } from '@/lib/platform/singleton';

/** As much of JSON Schema as our schemas use. */
const schema = z.looseObject({
  $ref: z.string().optional(),
  type: z.union([z.string(), z.array(z.string())]).optional(),
  enum: z.array(z.union([z.string(), z.number()])).optional(),
  const: z.union([z.string(), z.number(), z.boolean()]).optional(),
  format: z.string().optional(),
  pattern: z.string().optional(),
  minimum: z.number().optional(),
  maximum: z.number().optional(),
  exclusiveMinimum: z.number().optional(),
  minLength: z.number().optional(),
  maxLength: z.number().optional(),
  maxItems: z.number().optional(),
  default: z.unknown().optional(),
  description: z.string().optional(),
  required: z.array(z.string()).default([]),
  get properties() {
    return z.record(z.string(), schema).optional();
  },
  get items() {
    return schema.optional();
  },
  get anyOf() {
    return z.array(schema).optional();
  },
});

const media = z.object({
  schema: schema.optional(),
  example: z.unknown().optional(),
  examples: z
    .record(z.string(), z.object({ summary: z.string().optional(), value: z.unknown() }))
    .default({}),
});
const content = z.record(z.string(), media).default({});

const parameter = z.object({
  name: z.string(),
  in: z.enum(['query', 'header', 'path']),
  required: z.boolean().default(false),
  description: z.string().default(''),
  example: z.unknown().optional(),
  schema,
});

const header = z.object({ description: z.string(), example: z.string(), required: z.boolean() });
const answer = z.object({
  description: z.string(),
  content,
  headers: z.record(z.string(), header).default({}),
});

const operation = z.object({
  operationId: z.string(),
  tags: z.array(z.string()),
  summary: z.string(),
  description: z.string().default(''),
  security: z.array(z.record(z.string(), z.array(z.string()))),
  parameters: z.array(parameter).default([]),
  requestBody: z.object({ content }).optional(),
  responses: z.record(z.string(), answer),
});

const METHODS = ['get', 'post', 'put', 'patch', 'delete'] as const;

const document = z.object({
  info: z.object({ title: z.string(), version: z.string(), description: z.string() }),
  servers: z.tuple([z.object({ url: z.string() })]),
  tags: z.array(z.object({ name: z.string(), description: z.string() })),
  paths: z.record(z.string(), z.partialRecord(z.enum(METHODS), operation)),
  components: z.object({
    schemas: z.record(z.string(), schema),
    securitySchemes: z.record(z.string(), z.object({ description: z.string() })),
  }),
});

export type ApiDocument = z.output<typeof document>;
export type Schema = z.output<typeof schema>;
export type Parameter = z.output<typeof parameter>;
export type Media = z.output<typeof media>;
export type Answer = z.output<typeof answer>;

/** One thing that can be asked. */
export interface Operation extends z.output<typeof operation> {
  path: string;
  method: (typeof METHODS)[number];
}

/** What the page shows: the document as it is served, read once a process. */
export function readDocument(): ApiDocument {
  return singleton('api-docs', () => parseDocument(openApiJson()));
}

/** What the page shows of a document in JSON. Throws where it is made of something that the page does not know. */
export function parseDocument(json: string): ApiDocument {
  return document.parse(JSON.parse(json));
}

/** All operations in the order of the document. */
export function operationsOf({ paths }: ApiDocument): Operation[] {
  return Object.entries(paths).flatMap(([path, operations]) =>
    METHODS.flatMap((method) => {
      const found = operations[method];
      return found === undefined ? [] : [{ ...found, path, method }];
    }),
  );
}
