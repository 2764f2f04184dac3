import fc from 'fast-check';
import { z } from 'zod';
import { nasty, word } from './hostile';

/** As much of JSON Schema as the document uses. */
const schemaShape = z.looseObject({
  $ref: z.string().optional(),
  type: z.union([z.string(), z.array(z.string())]).optional(),
  enum: z.array(z.unknown()).optional(),
  const: z.unknown(),
  format: z.string().optional(),
  pattern: z.string().optional(),
  minimum: z.number().optional(),
  maximum: z.number().optional(),
  maxItems: z.number().optional(),
  properties: z.record(z.string(), z.unknown()).optional(),
  required: z.array(z.string()).optional(),
  items: z.unknown(),
  anyOf: z.array(z.unknown()).optional(),
  oneOf: z.array(z.unknown()).optional(),
  allOf: z.array(z.unknown()).optional(),
  example: z.unknown(),
  examples: z.unknown(),
});

/** Finds what a `$ref` names. */
export type Resolve = (ref: string) => unknown;

/** Values that a schema describes; now and then one that it does not, at any depth. */
export function valuesOf(given: unknown, resolve: Resolve, depth = 0): fc.Arbitrary<unknown> {
  const schema = schemaShape.safeParse(given).data;
  if (schema === undefined || depth > 6) return word;
  if (schema.$ref !== undefined) return valuesOf(resolve(schema.$ref), resolve, depth + 1);
  const said = asSaid(schema, resolve, depth);
  const examples = [schema.example, ...(Array.isArray(schema.examples) ? schema.examples : [])].filter(
    (example) => example !== undefined,
  );
  return fc.oneof(
    { weight: 12, arbitrary: said },
    ...(examples.length > 0 ? [{ weight: 12, arbitrary: fc.constantFrom(...examples) }] : []),
    { weight: 1, arbitrary: nasty },
    { weight: 1, arbitrary: fc.anything({ maxDepth: 2 }) },
  );
}

function asSaid(
  schema: z.output<typeof schemaShape>,
  resolve: Resolve,
  depth: number,
): fc.Arbitrary<unknown> {
  const within = (inner: unknown) => valuesOf(inner, resolve, depth + 1);
  const choices = schema.anyOf ?? schema.oneOf ?? schema.allOf;
  if (schema.enum !== undefined) return fc.constantFrom(...schema.enum);
  if (schema.const !== undefined) return fc.constant(schema.const);
  if (choices !== undefined) return fc.oneof(...choices.map(within));
  const [type] = [schema.type].flat();
  const { minimum: min = -1e6, maximum: max = 1e6 } = schema;
  if (type === 'integer') return fc.integer({ min: Math.ceil(min), max: Math.floor(max) });
  if (type === 'number') return fc.double({ min, max, noNaN: true });
  if (type === 'boolean') return fc.boolean();
  if (type === 'null') return fc.constant(null);
  if (type === 'array')
    return fc.array(within(schema.items), { maxLength: Math.min(schema.maxItems ?? 4, 4) });
  if (type === 'object') {
    const required = new Set(schema.required);
    const fields = Object.entries(schema.properties ?? {});
    return fc.record(Object.fromEntries(fields.map(([name, inner]) => [name, within(inner)])), {
      requiredKeys: fields.map(([name]) => name).filter((name) => required.has(name)),
    });
  }
  return textOf(schema);
}

function textOf({ format, pattern }: z.output<typeof schemaShape>): fc.Arbitrary<string> {
  if (format === 'email') return fc.emailAddress();
  if (format === 'date-time') return fc.date({ noInvalidDate: true }).map((date) => date.toISOString());
  if (pattern === undefined) return word;
  try {
    return fc.stringMatching(new RegExp(pattern));
  } catch {
    // Some of what a pattern can say cannot be made up, such as what must not follow.
    return word;
  }
}
