import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { z } from 'zod';
import { callCron, isSettled } from '@/server/call-cron';
import { collectWhenDue } from '@/server/collect-when-due';
import { freePort } from '@/server/postgres/port';
import type { Bundle } from './bundle';
import { openClock } from './clock';
import { type DatabaseProxy, startProxy } from './proxy';
import { INTERVAL_MS } from './world';

export const CRON_SECRET = 'the-cron-secret-of-a-chaotic-day';

/** A running instance of the app, as its parent holds it. */
export interface Instance {
  origin: string;
  proxy: DatabaseProxy;
  setClock(nowMs: number): void;
  /** What the scheduler does when it is time; never rejects. */
  collect(): Promise<void>;
  call(job: 'deliver' | 'watch' | 'maintain'): Promise<void>;
  /** `SIGKILL`, `SIGSTOP` or `SIGCONT`. */
  signal(name: NodeJS.Signals): void;
  isDead(): boolean;
  /** The end of what it wrote until now. */
  wrote(): string;
  end(): Promise<void>;
}

export interface InstanceOptions {
  database: { port: number; url: string };
  settings: Record<string, string>;
  bundle: Bundle;
  /** All of what `npm start` starts, as it was built; else its API alone, which starts in a tenth of the time. */
  isWhole: boolean;
  nowMs: number;
}

/** Starts an instance over the database behind a proxy of its own. Rejects if it ends before it is ready. */
export async function startInstance(options: InstanceOptions): Promise<Instance> {
  const { database, settings, bundle, isWhole } = options;
  const proxy = await startProxy(() => database.port);
  const clock = openClock(options.nowMs);
  let { nowMs } = options;
  const url = new URL(database.url);
  url.port = String(proxy.port);
  const { PATH = '', HOME = '' } = process.env;
  const port = isWhole ? await freePort() : 0;
  const program = isWhole ? ['--import', 'tsx', 'scripts/start.ts'] : [bundle.instance];
  const child = spawn(process.execPath, program, {
    env: {
      PATH,
      HOME,
      NODE_ENV: 'production',
      // The thread that collects takes it over, too.
      NODE_OPTIONS: `--import ${bundle.shifted}`,
      CHAOS_CLOCK: clock.file,
      ...settings,
      ...(isWhole && { PORT: String(port) }),
      CRON_SECRET,
      DATABASE_URL: url.href,
    },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on('data', (data) => {
      output = (output + String(data)).slice(-20_000);
      child.emit('output');
    });
  }
  let dead = false;
  let end: Promise<void> | null = null;
  const ended = once(child, 'exit').then(() => {
    dead = true;
  });
  const ready = isWhole ? announced(child, () => output, port) : told(child);
  const origin = await Promise.race([ready, ended.then(() => null)]);
  if (origin === null) throw new Error(`an instance ended by itself:\n${output}`);
  const noLog = { warn: () => undefined };
  const call = (path: string) => callCron(`${origin}/api/cron/${path}`, CRON_SECRET, noLog);
  return {
    origin,
    proxy,
    setClock(now) {
      nowMs = now;
      clock.set(now);
    },
    collect: collectWhenDue({
      collect: async () => isSettled(await call('collect')),
      intervalMs: INTERVAL_MS,
      clock: () => nowMs,
    }),
    async call(job) {
      await call(job);
    },
    signal: (name) => void child.kill(name),
    isDead: () => dead,
    wrote: () => output,
    async end() {
      child.kill('SIGKILL');
      await ended;
      end ??= proxy.close().then(() => clock.close());
      await end;
    },
  };
}

const ready = z.object({ origin: z.string() });

async function told(child: ChildProcess): Promise<string> {
  const [message] = await once(child, 'message');
  return ready.parse(message).origin;
}

async function announced(child: ChildProcess, output: () => string, port: number): Promise<string> {
  while (!output().includes('ready: http')) await once(child, 'output');
  return `http://127.0.0.1:${port}`;
}
