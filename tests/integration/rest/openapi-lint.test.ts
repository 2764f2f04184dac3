import { createConfig, lintFromString } from '@redocly/openapi-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { serveApi, type TestServer } from '@/tests/support/server';

let server: TestServer;

beforeAll(async () => {
  // The document needs no database.
  server = await serveApi('postgresql://nobody@127.0.0.1:1/none', { APP_URL: 'https://metrics.test' });
});

afterAll(() => server.close());

/** Findings of Redocly's linter: all that it recommends, and that everything is described. */
async function findings(source: string): Promise<string[]> {
  const config = await createConfig({
    extends: ['recommended-strict'],
    rules: {
      'operation-4xx-problem-details-rfc7807': 'error',
      'operation-description': 'error',
      'operation-tag-defined': 'error',
      'parameter-description': 'error',
    },
  });
  const problems = await lintFromString({ source, config });
  return problems.map(
    ({ ruleId, message, location }) => `${ruleId} at ${location[0]?.pointer ?? '#/'}: ${message}`,
  );
}

test('a public linter finds nothing to say', async () => {
  const source = await (await fetch(`${server.origin}/api/openapi.json`)).text();
  expect(await findings(source)).toEqual([]);
});

test('it would', async () => {
  const source = await (await fetch(`${server.origin}/api/openapi.json`)).text();
  const unclear = source.replace('"summary":"The markets by one metric",', '');
  expect(await findings(unclear)).toEqual([expect.stringMatching(/^operation-summary at /)]);
});
