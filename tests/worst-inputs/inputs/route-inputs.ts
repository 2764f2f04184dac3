import { z } from 'zod';
import type { Input, Known } from './input';
import { WORST_BODIES, WORST_VALUES } from './values';

const schema = z.looseObject({
  enum: z.array(z.string()).optional(),
  minimum: z.number().optional(),
  maximum: z.number().optional(),
});
const operation = z.looseObject({
  parameters: z
    .array(z.looseObject({ name: z.string(), in: z.string(), required: z.boolean().default(false), schema }))
    .default([]),
  requestBody: z.looseObject({ content: z.record(z.string(), z.unknown()) }).optional(),
  security: z.array(z.record(z.string(), z.unknown())).default([]),
});
type Operation = z.output<typeof operation>;
type Query = Record<string, string>;

const document = z.looseObject({ paths: z.record(z.string(), z.record(z.string(), z.unknown())) });

/** Of the combinations of all choices of a route, at most so many, spread over all of them. */
const MAX_COMBINATIONS = 64;

/**
 * The most expensive requests to every operation of an OpenAPI document: all choices with each other, numbers at their
 * ends, the longest texts, the largest bodies. `most` bounds how many for an operation.
 */
export function routeInputs(given: unknown, known: Known, most = Number.POSITIVE_INFINITY): Input[] {
  return Object.entries(document.parse(given).paths).flatMap(([path, operations]) =>
    Object.entries(operations).flatMap(([method, sent]) => {
      const own = inputsTo(path, method.toUpperCase(), operation.parse(sent), known);
      return spread(own, most);
    }),
  );
}

function inputsTo(path: string, method: string, given: Operation, known: Known): Input[] {
  const headers = headersOf(given, known);
  const bodies = given.requestBody === undefined ? [] : bodiesOf(`${method} ${path}`, known);
  return queriesOf(given, known).flatMap((query) => {
    const search = new URLSearchParams(query).toString();
    const where = `/api${path}${search && `?${search}`}`;
    const said = Object.entries(query).map(([name, value]) => `${name}=${short(value)}`);
    const input = { method, path: where, headers };
    if (bodies.length === 0) return [{ ...input, name: said.join(' ') }];
    return bodies.map(([name, body]) => ({
      ...input,
      name: [name, ...said].join(' '),
      headers: { ...headers, 'content-type': 'application/json' },
      body,
    }));
  });
}

function headersOf({ security }: Operation, { adminToken, cronSecret }: Known): Record<string, string> {
  const needs = new Set(security.flatMap((one) => Object.keys(one)));
  if (needs.has('adminToken')) return { authorization: `Bearer ${adminToken}` };
  return needs.has('cronSecret') ? { authorization: `Bearer ${cronSecret}` } : {};
}

function bodiesOf(name: string, known: Known): [string, string][] {
  const worst = WORST_BODIES[name];
  if (worst === undefined) throw new Error(`tests/worst-inputs/inputs/values.ts has no body for ${name}`);
  return [
    ...worst(known).map(([said, body]): [string, string] => [said, JSON.stringify(body)]),
    ['nested 5,000 deep', `${'['.repeat(5000)}${']'.repeat(5000)}`],
    ['no JSON', 'x'.repeat(15_000)],
  ];
}

/** All choices with each other, every number at its most; then each text and each number's other end alone. */
function queriesOf({ parameters }: Operation, known: Known): Query[] {
  const inQuery = parameters.filter((parameter) => parameter.in === 'query');
  const valuesOf = new Map(inQuery.map((parameter) => [parameter.name, worstOf(parameter, known)]));
  const first = (name: string) => valuesOf.get(name)?.[0] ?? '';
  const base: Query = Object.fromEntries(
    inQuery
      .filter(
        ({ name, required, schema: { maximum } }) => required || (maximum !== undefined && name !== 'offset'),
      )
      .map(({ name }) => [name, first(name)]),
  );
  // Pages after the first are fewer rows.
  delete base.after;
  const choices = inQuery.filter((parameter) => parameter.schema.enum !== undefined);
  const combined = choices.reduce<Query[]>(
    (queries, { name }) =>
      queries.flatMap((query) => (valuesOf.get(name) ?? []).map((value) => ({ ...query, [name]: value }))),
    [base],
  );
  const alone = inQuery.flatMap(({ name }) =>
    (valuesOf.get(name) ?? []).map((value) => ({ ...base, [name]: value })),
  );
  const queries = [...spread(combined, MAX_COMBINATIONS), ...alone];
  return [...new Map(queries.map((query) => [new URLSearchParams(query).toString(), query])).values()];
}

function worstOf(
  { name, schema: { enum: choices, minimum, maximum } }: Operation['parameters'][number],
  known: Known,
): readonly string[] {
  if (choices !== undefined) return choices;
  if (maximum !== undefined) return [String(maximum), String(minimum ?? 0)];
  const worst = WORST_VALUES[name];
  if (worst === undefined) throw new Error(`tests/worst-inputs/inputs/values.ts has no values for "${name}"`);
  return worst(known);
}

/** At most so many, at equal distances. */
function spread<T>(all: readonly T[], most: number): T[] {
  const step = Math.max(1, all.length / most);
  return all.filter((_, i) => Math.floor(i / step) !== Math.floor((i - 1) / step));
}

const short = (value: string) => (value.length > 24 ? `${value.slice(0, 12)}… (${value.length})` : value);
