import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { temporaryDatabase } from '@/bench/cycle/temporary-database';
import { freePort } from '@/server/postgres';
import { type StartedApp, startApp } from '@/tests/support/started-app';
import type { Target } from './attack';
import { startExchanges } from './exchanges';

export const INTERVAL_SECONDS = 5;

export interface Stage {
  target: Target;
  app: StartedApp;
  /** How many files the server may have open; undefined: as many as this process. */
  maxFiles: number | undefined;
  close(): Promise<void>;
}

const list = z.object({
  metrics: z.array(z.object({ name: z.string() })),
  dimensions: z.array(z.object({ name: z.string() })),
});

/** The production build over a Postgres and exchanges of its own, once it has collected. */
export async function openStage({
  markets,
  settings = {},
  maxFiles,
}: {
  markets: number;
  settings?: Record<string, string>;
  maxFiles?: number | undefined;
}): Promise<Stage> {
  const exchanges = await startExchanges(markets);
  const database = await temporaryDatabase();
  const port = await freePort();
  const all = {
    PORT: String(port),
    DATABASE_URL: database.pool.options.connectionString ?? '',
    COLLECT_INTERVAL: String(INTERVAL_SECONDS),
    LOG_LEVEL: 'error',
    ...exchanges.settings,
    ...settings,
  };
  const app = startApp(all, maxFiles);
  const close = async () => {
    app.process.kill('SIGTERM');
    await app.ended;
    await exchanges.close();
    await database.remove();
  };
  const origin = `http://127.0.0.1:${port}`;
  try {
    await app.wrote('ready: ');
    const names = await firstNames(origin);
    const target = { origin, port, pid: app.process.pid ?? 0, pool: database.pool, exchanges, ...names };
    return { app, target, maxFiles, close };
  } catch (error) {
    await close();
    throw error;
  }
}

async function firstNames(origin: string): Promise<{ metrics: string[]; markets: string[] }> {
  for (let tries = 0; tries < 60; tries++) {
    const { metrics, dimensions } = list.parse(await (await fetch(`${origin}/api/list-metrics`)).json());
    if (dimensions.length > 0)
      return { metrics: metrics.map(({ name }) => name), markets: dimensions.map(({ name }) => name) };
    await sleep(1000);
  }
  throw new Error('no collection was closed within a minute');
}
