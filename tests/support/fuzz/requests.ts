import fc from 'fast-check';
import { z } from 'zod';
import { valuesOf } from './from-schema';
import { hostileBody, hostilePath, word } from './hostile';

/** A request, as it goes on the wire. */
export interface FuzzRequest {
  method: string;
  path: string;
  headers: Record<string, string>;
  body: string | undefined;
}

const parameterShape = z.looseObject({ name: z.string(), in: z.string(), schema: z.unknown() });
const operationShape = z.looseObject({
  parameters: z.array(z.unknown()).default([]),
  requestBody: z
    .looseObject({ content: z.record(z.string(), z.looseObject({ schema: z.unknown() })) })
    .optional(),
});
const documentShape = z.looseObject({ paths: z.record(z.string(), z.record(z.string(), z.unknown())) });

/** What strangers do not have, and the operator does. */
export interface Known {
  authorization: string;
  /** Names that exist, and tokens of links that hold. */
  values: Record<string, readonly string[]>;
}

/** Requests to every operation of the document: as it describes them, nearly so, and not at all. */
export function requestsFrom(document: unknown, known: Known): fc.Arbitrary<FuzzRequest> {
  const resolve = (ref: string) =>
    ref
      .replace(/^#\//, '')
      .split('/')
      .reduce<unknown>((at, step) => z.looseObject({}).safeParse(at).data?.[step], document);
  const { paths } = documentShape.parse(document);
  const operations = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) =>
      requestTo(`/api${path}`, method.toUpperCase(), operation, known, resolve),
    ),
  );
  const anyMethod = fc.constantFrom('GET', 'HEAD', 'OPTIONS', 'POST', 'PUT', 'PATCH', 'DELETE');
  const hostile = fc.record({
    method: anyMethod,
    path: hostilePath,
    headers: headersOf(known),
    body: fc.option(hostileBody, { nil: undefined }),
  });
  const toAny = fc
    .tuple(fc.oneof(...operations), anyMethod)
    .map(([request, method]) => ({ ...request, method }));
  return fc
    .oneof({ weight: 8, arbitrary: fc.oneof(...operations) }, { weight: 1, arbitrary: toAny }, hostile)
    .map((request) => (['GET', 'HEAD'].includes(request.method) ? { ...request, body: undefined } : request));
}

function requestTo(
  path: string,
  method: string,
  operation: unknown,
  known: Known,
  resolve: (ref: string) => unknown,
): fc.Arbitrary<FuzzRequest> {
  const { parameters, requestBody } = operationShape.parse(operation);
  const query = parameters
    .map((parameter) => parameterShape.parse(parameter))
    .filter((parameter) => parameter.in === 'query')
    .map(({ name, schema }) => {
      const real = known.values[name];
      const value = valuesOf(schema, resolve);
      const some = real === undefined ? value : fc.oneof(fc.constantFrom(...real), value);
      return fc.option(fc.tuple(fc.constant(name), some), { nil: null, freq: 9 });
    });
  const stray = fc.oneof(
    { weight: 12, arbitrary: fc.constant(null) },
    { weight: 1, arbitrary: fc.tuple(word, word) },
  );
  const bodies = Object.entries(requestBody?.content ?? {}).map(([type, { schema }]) =>
    valuesOf(schema, resolve).map((value) => ({ type, text: written(type, withTokens(value, known)) })),
  );
  const body = fc.oneof(
    { weight: 6, arbitrary: bodies.length === 0 ? fc.constant(null) : fc.oneof(...bodies) },
    { weight: 1, arbitrary: hostileBody.map((text) => ({ type: 'application/json', text })) },
    { weight: 1, arbitrary: fc.tuple(word, hostileBody).map(([type, text]) => ({ type, text })) },
  );
  return fc
    .record({ query: fc.tuple(...query, stray), body, headers: headersOf(known), again: fc.nat(20) })
    .map(({ query: pairs, body: sent, headers, again }) => ({
      method,
      path: path + queryOf(again === 0 ? [...pairs, ...pairs] : pairs),
      headers: { ...headers, ...(sent !== null && { 'content-type': clean(sent.type) }) },
      body: sent?.text,
    }));
}

function headersOf({ authorization }: Known): fc.Arbitrary<Record<string, string>> {
  return fc
    .record(
      {
        authorization: fc.oneof({ weight: 5, arbitrary: fc.constant(authorization) }, word),
        accept: fc.oneof(fc.constantFrom('*/*', 'text/html', 'text/csv', 'image/png;q=0.1'), word),
        'if-none-match': fc.oneof(fc.constant('*'), word),
        origin: fc.oneof(fc.constant('https://elsewhere.test'), word),
        'svix-signature': word,
        'x-forwarded-for': word,
        cookie: word,
      },
      { requiredKeys: [] },
    )
    .map((headers) =>
      Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, clean(value)])),
    );
}

/** What cannot stand in a header never reaches a server. */
const clean = (text: string) => text.replace(/[^\x20-\x7e]/g, '').trim();

function queryOf(pairs: readonly ([string, unknown] | null)[]): string {
  const given = pairs.filter((pair) => pair !== null);
  const text = given
    .map(([name, value]) => `${encode(name)}=${encode(typeof value === 'string' ? value : said(value))}`)
    .join('&');
  return text === '' ? '' : `?${text}`;
}

const encode = (text: string) => encodeURIComponent(text.replace(/\p{Cs}/gu, '\ufffd')).slice(0, 6_000);

function said(value: unknown): string {
  try {
    return JSON.stringify(value) ?? '';
  } catch {
    return '';
  }
}

/** Links that hold, in the place of most that are made up. */
function withTokens(value: unknown, { values }: Known): unknown {
  const object = z.looseObject({ token: z.unknown() }).safeParse(value).data;
  const [token] = values.token ?? [];
  return object?.token === undefined || token === undefined ? value : { ...object, token };
}

function written(type: string, value: unknown): string {
  if (type !== 'application/x-www-form-urlencoded') return said(value);
  const fields = Object.entries(typeof value === 'object' && value !== null ? value : {});
  return new URLSearchParams(
    fields.map(([name, each]) => [name, typeof each === 'string' ? each : said(each)]),
  )
    .toString()
    .slice(0, 20_000);
}
