import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { freePort } from '@/server/postgres';
import { startApp } from '@/tests/support/started-app';

export interface Server {
  origin: string;
  pid: number;
  stop(): Promise<void>;
}

/** What `npm start` serves, over a database that is filled already. */
export async function startProduct(databaseUrl: string, settings: Record<string, string>): Promise<Server> {
  const port = await freePort();
  const app = startApp({
    PORT: String(port),
    DATABASE_URL: databaseUrl,
    SCHEDULER: 'off',
    LOG_LEVEL: 'error',
    ...settings,
  });
  await app.wrote('ready: ');
  return serverOf(app.process, port);
}

/** One of the peers in `peer.ts`, in a process of its own. */
export async function startPeer(kind: 'old' | 'bare', settings: Record<string, string>): Promise<Server> {
  const port = await freePort();
  const child = spawn(process.execPath, ['--import', 'tsx', 'bench/suite/peer.ts', kind], {
    env: { ...process.env, NODE_ENV: 'production', PORT: String(port), ...settings },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await once(child.stdout, 'data');
  return serverOf(child, port);
}

function serverOf(child: ChildProcess, port: number): Server {
  return {
    origin: `http://127.0.0.1:${port}`,
    pid: child.pid ?? 0,
    async stop() {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const ended = once(child, 'close');
      child.kill('SIGTERM');
      await ended;
    },
  };
}
