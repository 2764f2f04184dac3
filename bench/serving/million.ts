import { setTimeout as sleep } from 'node:timers/promises';
import { temporaryDatabase } from '@/bench/cycle/temporary-database';
import { fire } from '@/bench/load/fire';
import { type Server, startProduct } from '@/bench/suite/servers';
import { buildIfStale } from '@/server/build';
import { figuresOf } from './figures';
import { fillMillion, PAST_METRIC } from './million-world';
import { startExchanges } from './start-exchanges';

const MARKETS = 1000;
const READ_MARKETS = 400;
const CONNECTIONS = 50;
const SECONDS = 30;
const INTERVAL_SECONDS = 10;

const say = (line: string) => console.log(`${new Date().toISOString().slice(11, 19)} ${line}`);

/**
 * `npm run bench:million`: what readers feel while the product collects over 1,000,000 series, every ten seconds, and
 * what they feel of the same server when it does not collect.
 */
async function main(): Promise<void> {
  await buildIfStale(new AbortController().signal);
  const database = await temporaryDatabase();
  const exchanges = await startExchanges(MARKETS);
  const url = database.pool.options.connectionString ?? '';
  const running: Server[] = [];
  try {
    const names = await fillMillion(database.pool, { intervalMs: INTERVAL_SECONDS * 1000, leaving: 30 }, say);
    const every = Math.max(1, Math.floor(names.length / READ_MARKETS));
    const paths = names
      .filter((_, i) => i % every === 0)
      .slice(0, READ_MARKETS)
      .map((dimension) => `/api/metrics?${new URLSearchParams({ metric: PAST_METRIC, dimension })}`);
    for (const scheduler of ['off', 'on'] as const) {
      const server = await startProduct(url, {
        ...exchanges.settings,
        COLLECT_INTERVAL: String(INTERVAL_SECONDS),
        SCHEDULER: scheduler,
      });
      running.push(server);
      await settle(server, paths, scheduler);
      const before = await figuresOf(server);
      const load = { origin: server.origin, paths, connections: CONNECTIONS, seconds: SECONDS, rate: 0 };
      const { latencyMs, failed, requestsPerSecond } = await fire(load);
      const after = await figuresOf(server);
      say(
        `${after.collected - before.collected} collections in ${SECONDS} s, ${requestsPerSecond.toFixed(0)}/s: ` +
          `p50 ${latencyMs.p50} ms, p99 ${latencyMs.p99} ms, longest ${latencyMs.max} ms, ${failed} failed; ` +
          `longest hold of the event loop ${after.longestHoldMs.toFixed(0)} ms (aim: below 50)`,
      );
      await server.stop();
    }
    const { rows } = await database.pool.query<{ ms: number }>(
      `SELECT avg(extract(epoch FROM closed_at - started_at) * 1000)::int AS ms FROM collection
       WHERE closed_at - started_at > interval '0'`,
    );
    say(`a collection took ${rows[0]?.ms} ms`);
  } finally {
    for (const server of running) await server.stop();
    await exchanges.stop();
    await database.remove();
  }
}

/** Until every market has been read once, and, where it collects, two collections have come to an end. */
async function settle(server: Server, paths: readonly string[], scheduler: 'on' | 'off'): Promise<void> {
  const load = { origin: server.origin, paths, connections: CONNECTIONS, seconds: 120, rate: 0 };
  await fire({ ...load, amount: paths.length });
  while (scheduler === 'on' && (await figuresOf(server)).collected < 2) await sleep(500);
}

main()
  .catch((error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  })
  .finally(() => process.exit());
