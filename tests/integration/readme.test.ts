import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { collectAt } from '@/tests/support/collector';
import { ensureCurl, shell } from '@/tests/support/curl';
import { type TestDatabase, testDatabase } from '@/tests/support/database';
import { startRecordedExchange } from '@/tests/support/exchange/recorded-exchange';
import { serveApi, type TestServer } from '@/tests/support/server';

const README_ORIGIN = 'http://localhost:3000';
const START_MS = Date.UTC(2026, 5, 24, 15, 0);
const INTERVAL_MS = 300_000;

const linesOf = (file: string) =>
  readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line.startsWith('curl '));
const lines = [...new Set([...linesOf('README.md'), ...linesOf('docs/api.md')])];

let database: TestDatabase;
let server: TestServer;

beforeAll(async () => {
  await ensureCurl();
  database = await testDatabase();
  const kraken = await startRecordedExchange('kraken');
  for (let slot = 0; slot < 14; slot++) {
    const nowMs = START_MS + slot * INTERVAL_MS;
    await collectAt({ pool: database.pool, sourceUrls: { kraken: kraken.origin }, nowMs });
  }
  await kraken.close();
  server = await serveApi(database.url, { APP_SECRET: 'a-secret-of-16-characters' });
});

afterAll(async () => {
  await server.close();
  await database.drop();
});

const ask = (line: string) => shell(line.replace(README_ORIGIN, server.origin));

test('docs/api.md shows every route that a person asks', () => {
  const asked = new Set(linesOf('docs/api.md').map((line) => /\/api\/[a-z-]+/.exec(line)?.[0]));
  expect([...asked].sort()).toEqual([
    '/api/alerts',
    '/api/emails',
    '/api/health',
    '/api/list-metrics',
    '/api/metrics',
    '/api/rankings',
    '/api/sources',
    '/api/sparks',
    '/api/status',
    '/api/watches',
  ]);
});

describe('a curl line of README.md or docs/api.md', () => {
  // Health is asked of recorded times, long ago: it says 503, which is right, and curl -f says so by its exit code.
  test.each(lines.filter((line) => !line.includes('/api/health')))('%s', async (line) => {
    const answer = await ask(line);
    if (line.includes('format=csv')) expect(answer.split('\n').length).toBeGreaterThan(10);
    else if (line.includes('format=svg')) expect(answer).toMatch(/^<svg .*<\/svg>$/s);
    else expect(JSON.parse(answer)).toBeTypeOf('object');
  });

  test('about health tells what it is asked, well or not', async () => {
    const line = lines.find((each) => each.includes('/api/health')) ?? '';
    expect(JSON.parse(await ask(line.replace('-fsS', '-sS')))).toMatchObject({ status: 'down' });
  });
});

const report = z.object({
  latest: z.number(),
  baseline: z.object({ count: z.number() }),
  rank: z.object({ stddev: z.object({ rank: z.number(), of: z.number() }) }),
  graph: z.object({ points: z.array(z.object({ at: z.string(), value: z.number() })) }),
});

test('the line about one metric of one market shows its graph, average and rank', async () => {
  const line = lines.find((each) => each.includes('metric=price&dimension=kraken:BTC-USD')) ?? '';
  const { baseline, rank, graph } = report.parse(JSON.parse(await ask(line)));
  expect(baseline.count).toBe(13);
  expect(graph.points).toHaveLength(14);
  expect(rank.stddev.of).toBe(1053);
});
