import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { temporaryDatabase } from '@/bench/cycle/temporary-database';
import { fire } from '@/bench/load/fire';
import { type Server, startProduct } from '@/bench/suite/servers';
import { buildIfStale } from '@/server/build';
import { figuresOf } from './figures';
import { startExchanges } from './start-exchanges';

const USAGE = 'npm run bench:serving -- [--markets 10000] [--seconds 20]';
const read = z.object({
  markets: z.coerce.number().multipleOf(500).positive(),
  seconds: z.coerce.number().positive(),
});
const READ_MARKETS = 400;
const CONNECTIONS = 50;

const list = z.object({ dimensions: z.array(z.object({ name: z.string() })) });

/** `npm run bench:serving`: what readers feel of a start, and of collections that never end. */
async function main(): Promise<void> {
  const { values } = parseArgs({
    options: { markets: { type: 'string', default: '10000' }, seconds: { type: 'string', default: '20' } },
  });
  const given = read.safeParse(values);
  if (!given.success) throw new Error(USAGE);
  const { markets, seconds } = given.data;
  await buildIfStale(new AbortController().signal);
  const exchanges = await startExchanges(markets);
  const database = await temporaryDatabase();
  const url = database.pool.options.connectionString ?? '';
  const settings = { ...exchanges.settings, COLLECT_INTERVAL: '1' };
  const running: Server[] = [];
  const start = async (scheduler: 'on' | 'off') => {
    const server = await startProduct(url, { ...settings, SCHEDULER: scheduler });
    running.push(server);
    return server;
  };
  try {
    const collecting = await start('on');
    const paths = await graphs(collecting);
    const before = await figuresOf(collecting);
    const { latencyMs, failed, requestsPerSecond } = await fire({
      origin: collecting.origin,
      paths,
      connections: CONNECTIONS,
      seconds,
      rate: 0,
    });
    const after = await figuresOf(collecting);
    const collections = after.collected - before.collected;
    console.log(
      `${markets} markets, ${collections} collections in ${seconds} s; ${CONNECTIONS} connections over ` +
        `${paths.length} markets: p50 ${latencyMs.p50} ms, p99 ${latencyMs.p99} ms (aim: below 100), longest ${latencyMs.max} ms, ` +
        `${requestsPerSecond.toFixed(0)}/s, ${failed} failed`,
    );
    console.log(`longest hold of the event loop: ${after.longestHoldMs.toFixed(0)} ms (aim: below 50)`);
    console.log(`memory of the app: ${memoryOf(collecting)} MB (aim: below 500, collecting every 5 min)`);
    await collecting.stop();

    const startedMs = performance.now();
    const cold = await start('off');
    await fetch(`${cold.origin}/api/health`);
    console.log(`start to first answer: ${(performance.now() - startedMs).toFixed(0)} ms (aim: below 5000)`);
    for (const path of [
      '/',
      paths[0] ?? '/',
      '/api/rankings?metric=price',
      '/api/list-metrics',
      '/sources',
    ]) {
      const askedMs = performance.now();
      await (await fetch(`${cold.origin}${path}`)).arrayBuffer();
      console.log(`first ${path}: ${(performance.now() - askedMs).toFixed(0)} ms (aim: below 250)`);
    }
    console.log(`memory of the app that only serves: ${memoryOf(cold)} MB`);
  } finally {
    for (const server of running) await server.stop();
    await exchanges.stop();
    await database.remove();
  }
}

/** Once all markets are known: the graphs of some. */
async function graphs({ origin }: Server): Promise<string[]> {
  for (let tries = 0; tries < 120; tries++) {
    const { dimensions } = list.parse(await (await fetch(`${origin}/api/list-metrics`)).json());
    if (dimensions.length > 0 && tries > 2) {
      const every = Math.max(1, Math.floor(dimensions.length / READ_MARKETS));
      return dimensions
        .filter((_, i) => i % every === 0)
        .slice(0, READ_MARKETS)
        .map(({ name }) => `/api/metrics?${new URLSearchParams({ metric: 'price', dimension: name })}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 1000));
  }
  throw new Error('no collection came to an end');
}

/** Resident, MB; Linux alone tells. */
function memoryOf({ pid }: Server): string {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  return (Number(/VmRSS:\s+(\d+)/.exec(status)?.[1]) / 1024).toFixed(0);
}

main()
  .catch((error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  })
  .finally(() => process.exit());
