import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { generateApi } from 'swagger-typescript-api';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { type TestDatabase, testDatabase } from '@/tests/support/database';
import { serveApi, type TestServer } from '@/tests/support/server';
import { CLOSED_MS, MARKETS, SLOTS, seed } from './seed';

let database: TestDatabase;
let server: TestServer;
let folder: string;

beforeAll(async () => {
  vi.useFakeTimers({ toFake: ['Date'], now: CLOSED_MS });
  database = await testDatabase();
  await seed(database.pool);
  server = await serveApi(database.url);
  folder = await mkdtemp(join(tmpdir(), 'tracker-client-'));
});

afterAll(async () => {
  await server.close();
  await database.drop();
  await rm(folder, { recursive: true, force: true });
  vi.useRealTimers();
});

/** What somebody would write over the generated client; it compiles only if the client's types are ours. */
const PROGRAM = `
import { Api, type GraphPoint, type Problem } from './client.js';

export async function read(baseUrl: string) {
  const api = new Api({ baseUrl });
  const { metrics, dimensions } = (await api.listMetrics.listMetrics()).data;
  const dimension = dimensions[0]?.name ?? '';
  const { data } = await api.metrics.getMetric({ metric: metrics[0]?.name ?? '', dimension, range: '24h' });
  const points: GraphPoint[] = data.graph.points;
  const values: number[] = points.map((point) => point.value);
  const mean: number | null = data.baseline === null ? null : data.baseline.mean;
  const ranking = (await api.rankings.getRanking({ metric: 'price', by: 'cv', limit: 2 })).data;
  const health: 'ok' | 'degraded' | 'down' = (await api.health.getHealth()).data.status;
  // @ts-expect-error: it may be null
  const latest: number = data.latest;
  // @ts-expect-error: there is no such range
  const refused = await api.metrics.getMetric({ metric: 'price', dimension, range: '99d' }).catch((e) => e);
  const problem: Problem = refused.error;
  const rows = ranking.rows.map((row) => row.dimension);
  return { dimension, values, mean, latest, rows, health, problem };
}
`;

/** The client, without the generator's `@ts-nocheck`: our compiler is to look at it too. */
async function generateClient(): Promise<string> {
  const spec = await (await fetch(`${server.origin}/api/openapi.json`)).json();
  const { files } = await generateApi({ spec, fileName: 'client.ts', output: false, silent: true });
  return files.map(({ fileContent }) => fileContent.replace('// @ts-nocheck', '')).join('\n');
}

async function compile(): Promise<void> {
  const compilerOptions = { incremental: false, noEmit: false, outDir: 'out', plugins: [] };
  const config = { extends: join(process.cwd(), 'tsconfig.json'), compilerOptions, include: ['*.ts'] };
  await writeFile(join(folder, 'tsconfig.json'), JSON.stringify(config));
  await writeFile(join(folder, 'package.json'), '{"type":"module"}');
  const compiler = join(process.cwd(), 'node_modules/typescript/bin/tsc');
  await promisify(execFile)(process.execPath, [compiler, '-p', folder]).catch(({ stdout }) => {
    throw new Error(stdout);
  });
}

test('a client generated from it compiles strictly, and talks with the running app', async () => {
  await writeFile(join(folder, 'client.ts'), await generateClient());
  await writeFile(join(folder, 'program.ts'), PROGRAM);
  await compile();
  const program = pathToFileURL(join(folder, 'out/program.js')).href;
  const { read }: { read(baseUrl: string): Promise<unknown> } = await import(program);
  expect(await read(`${server.origin}/api`)).toMatchObject({
    dimension: 'gate:DOGE-USDT',
    values: Array.from({ length: SLOTS }, (_, slot) => MARKETS['gate:DOGE-USDT']?.(slot)?.[0]),
    mean: expect.closeTo(0.1, 2),
    latest: 0.5,
    rows: ['gate:DOGE-USDT', 'kraken:BTC-USD'],
    health: 'ok',
    problem: { status: 400, code: 'bad-request', instance: '/api/metrics' },
  });
});
