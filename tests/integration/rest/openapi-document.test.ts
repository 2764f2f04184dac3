import { readdirSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { type TestDatabase, testDatabase } from '@/tests/support/database';
import {
  ask,
  CALLS,
  COLLECT,
  DELIVER,
  FAULT,
  MAINTAIN,
  NO_DATABASE,
  OTHER_METHOD,
  PATHS,
  WATCH,
  WEBHOOK,
} from '@/tests/support/openapi/calls';
import { conformance } from '@/tests/support/openapi/conformance';
import {
  type ApiDocument,
  type ApiParameter,
  operationOf,
  operationsOf,
  readDocument,
} from '@/tests/support/openapi/document';
import { serveApi, type TestServer } from '@/tests/support/server';
import { CLOSED_MS, seed } from './seed';

const APP_URL = 'https://metrics.test';

let database: TestDatabase;
let server: TestServer;
let document: ApiDocument;

beforeAll(async () => {
  vi.useFakeTimers({ toFake: ['Date'], now: CLOSED_MS });
  database = await testDatabase();
  await seed(database.pool);
  server = await serveApi(database.url, { APP_URL });
  document = await readDocument(server.origin);
});

afterAll(async () => {
  await server.close();
  await database.drop();
  vi.useRealTimers();
});

test('it is OpenAPI 3.1, of this installation', () => {
  expect(document).toMatchObject({ openapi: '3.1.0', servers: [{ url: `${APP_URL}/api` }] });
});

test('every route is described, and every described route exists', () => {
  const routes = readdirSync('app/api', { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('/route.ts') && !file.startsWith('[[...unknown]]'))
    .map((file) => `/${file.slice(0, -'/route.ts'.length)}`);
  expect(Object.keys(document.paths).sort()).toEqual(routes.sort());
});

test('every answer described is asked for here', () => {
  const described = operationsOf(document).flatMap(({ path, method, operation }) =>
    Object.entries(operation.responses).flatMap(([status, { content }]) => {
      const types = Object.keys(content);
      return (types.length === 0 ? ['none'] : types).map((type) => `${method} ${path} ${status} ${type}`);
    }),
  );
  const asked = new Set(
    [...CALLS, ...OTHER_METHOD, COLLECT, DELIVER, MAINTAIN, WATCH, WEBHOOK, ...FAULT, ...NO_DATABASE].map(
      ({ path, method = 'GET', status, type }) =>
        `${operationOf(document, path, method)?.method} ${path} ${status} ${type}`,
    ),
  );
  // A slow body is told so before its route is called: tests/integration/built/wire.test.ts asks all of them for it.
  const missing = described.filter((each) => !asked.has(each) && !each.includes(' 408 '));
  // None has a step that could be made to fail.
  expect(missing.sort()).toEqual([
    'get /health 500 application/problem+json',
    'get /openapi.json 500 application/problem+json',
    'get /prometheus 500 application/problem+json',
  ]);
});

const queryOf = (path: string) =>
  (document.paths[path]?.get?.parameters ?? []).filter((parameter) => parameter.in === 'query');
// Those that anybody may ask for at any time: not the scheduler's, not those behind a link, a token or a
// signature, and not what is sent by POST.
const PUBLIC = PATHS.filter((path) => !/^\/(cron|emails|watches|webhooks)/.test(path));

describe('parameters', () => {
  test.each(PUBLIC)('%s takes those described', async (path) => {
    const { detail } = await (await ask(server.origin, { path, query: 'zzz=1' })).json();
    const names = queryOf(path).map(({ name }) => name);
    const takes = names.length === 0 ? 'none' : names.join(', ');
    expect(detail).toBe(`Unknown parameter "zzz". This route takes ${takes}.`);
  });

  test.each(PUBLIC)('%s takes each example and each choice, and refuses what is neither', async (path) => {
    const required = queryOf(path).filter((parameter) => parameter.required);
    const base = required.map(({ name, example }) => [name, String(example)]);
    const statusOf = async ({ name }: ApiParameter, value: string) => {
      const asked = new URLSearchParams([...base.filter(([other]) => other !== name), [name, value]]);
      return `${name}=${value} ${(await ask(server.origin, { path, query: asked.toString() })).status}`;
    };
    for (const parameter of queryOf(path)) {
      const { name, description, example, schema } = parameter;
      expect(description).toMatch(/\.$/);
      for (const value of [String(example), ...(schema.enum ?? [])]) {
        expect(await statusOf(parameter, value)).toBe(`${name}=${value} 200`);
      }
      const isFree = schema.type === 'string' && schema.enum === undefined;
      if (!isFree) expect(await statusOf(parameter, 'zzz')).toBe(`${name}=zzz 400`);
    }
  });
});

test('every example of an answer is one', () => {
  const checker = conformance(document);
  const faults = operationsOf(document).flatMap(({ path, method, operation }) =>
    Object.entries(operation.responses).flatMap(([status, { content }]) =>
      Object.entries(content).flatMap(([type, { example, examples }]) => {
        const values = [example, ...Object.values(examples).map(({ value }) => value)].filter(
          (value) => value !== undefined,
        );
        const wrong = values.flatMap((value) => checker.bodyFaults(path, method, status, type, value));
        return values.length === 0 ? [`${method} ${path} ${status} ${type} has none`] : wrong;
      }),
    ),
  );
  expect(faults).toEqual([]);
});
