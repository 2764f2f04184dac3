import { readdirSync, readFileSync } from 'node:fs';
import { z } from 'zod';

const FOLDER = new URL('../../fixtures/documented/', import.meta.url);

/** A field of a ticker's row as `lastPr`, one further in as `best/bid/price`, or one in other units. */
const field = z.union([z.string(), z.strictObject({ of: z.string(), times: z.number() })]);

/** What must come out of a row: by the field that documents it, computed, or nothing (null). */
const fields = z.strictObject({
  last: field,
  bid: field.nullable(),
  ask: field.nullable(),
  baseVolume: field.nullable(),
  /** `computed` is the base volume at the mean price of `vwap`. */
  quoteVolume: z.union([field, z.literal('computed')]).nullable(),
  /** In percent, over 24 hours. `computed` is from `open`, or from a `difference` of prices. */
  changePercent: z
    .union([field, z.literal('computed'), z.strictObject({ difference: z.string() })])
    .nullable(),
  vwap: field.optional(),
  open: field.optional(),
  high: field.optional(),
  low: field.optional(),
  /** In ms. */
  stampedAtMs: field.optional(),
});

const sample = z.strictObject({
  exchange: z.string(),
  /** Where only the answer about a derivative was found, whose volumes may be counted otherwise: it verifies nothing. */
  ofDerivative: z.literal(true).optional(),
  /** Where the figures of the example cannot all be true at once. */
  madeUp: z.literal(true).optional(),
  retrieved: z.array(
    z.strictObject({
      /** The address of the text, at the commit that was read where it is in a repository. */
      place: z.string(),
      on: z.iso.date(),
      /** What is said there about a field that its name leaves open. */
      meaning: z.string().optional(),
      /** The example as retrieved; only its white space and comments may differ. */
      text: z.unknown(),
    }),
  ),
  /** Answers by request. `$0` is the first retrieved text; an answer written out was put together by hand. */
  routes: z.record(z.string(), z.unknown()),
  /** Which row of which text is whose ticker, such as `0/data/0`: the first row under `data` of the first text; `~1` is a slash. */
  markets: z.record(z.string(), z.string()),
  fields,
});

export type DocumentedSample = z.infer<typeof sample>;
type Field = z.infer<typeof field>;

/** The answers that were found of exchanges without a recording, by exchange id. */
export const DOCUMENTED_SAMPLES: Readonly<Record<string, DocumentedSample>> = Object.fromEntries(
  readdirSync(FOLDER)
    .filter((file) => file.endsWith('.json'))
    .map((file) => {
      const read = sample.parse(JSON.parse(readFileSync(new URL(file, FOLDER), 'utf8')));
      if (`${read.exchange}.json` !== file) throw new Error(`${file} is a sample of ${read.exchange}`);
      return [read.exchange, read];
    }),
);

/** The bodies of all answers, by request. */
export function answersOf({ routes, retrieved }: DocumentedSample): Record<string, string> {
  const filled = (value: unknown): unknown => {
    if (typeof value === 'string' && /^\$\d+$/.test(value)) return retrieved[Number(value.slice(1))]?.text;
    if (Array.isArray(value)) return value.map(filled);
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, filled(inner)]));
  };
  return Object.fromEntries(
    Object.entries(routes).map(([request, body]) => [request, JSON.stringify(filled(body))]),
  );
}

/** By market: what the retrieved text says of it, in the product's units; NaN where it says nothing. */
export function documentedValues(from: DocumentedSample): Map<string, Record<string, number>> {
  const values = Object.entries(from.markets).map(([market, path]): [string, Record<string, number>] => {
    const [text = '', ...rest] = path.split('/');
    const row = at(from.retrieved[Number(text)]?.text, rest);
    return [market, valuesOf(row, from.fields)];
  });
  return new Map(values);
}

function valuesOf(row: unknown, by: DocumentedSample['fields']): Record<string, number> {
  const { changePercent, quoteVolume, ...others } = by;
  const values: Record<string, number> = {};
  for (const [name, from] of Object.entries(others)) values[name] = numberAt(row, from);
  const { last = Number.NaN, open = Number.NaN, vwap = Number.NaN, baseVolume = Number.NaN } = values;
  values.quoteVolume = quoteVolume === 'computed' ? baseVolume * vwap : numberAt(row, quoteVolume);
  values.changePercent =
    changePercent === 'computed'
      ? (last / open - 1) * 100
      : changePercent instanceof Object && 'difference' in changePercent
        ? (last / (last - numberAt(row, changePercent.difference)) - 1) * 100
        : numberAt(row, changePercent);
  return values;
}

function numberAt(row: unknown, by: Field | null): number {
  if (by === null) return Number.NaN;
  const [path, times] = typeof by === 'string' ? [by, 1] : [by.of, by.times];
  const value = at(row, path.split('/'));
  if (value === null) return Number.NaN;
  const number = typeof value === 'string' ? Number.parseFloat(value) : value;
  if (typeof number !== 'number') throw new Error(`no ${path} in ${JSON.stringify(row)}`);
  return number * times;
}

function at(value: unknown, path: readonly string[]): unknown {
  return path.reduce<unknown>(
    (inner, key) => (inner instanceof Object ? Reflect.get(inner, key.replaceAll('~1', '/')) : undefined),
    value,
  );
}
