import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { z } from 'zod';
import { callCron, isSettled } from '@/scripts/start/call-cron';
import { collectWhenDue } from '@/scripts/start/collect-when-due';
import { type DatabaseProxy, startProxy } from './proxy';
import { INTERVAL_MS } from './world';

export const CRON_SECRET = 'the-cron-secret-of-a-chaotic-day';

/** A running instance of the app, as its parent holds it. */
export interface Instance {
  origin: string;
  proxy: DatabaseProxy;
  nowMs: number;
  setClock(nowMs: number): Promise<void>;
  /** What the scheduler does when it is time; never rejects. */
  collect(): Promise<void>;
  call(job: 'deliver' | 'watch' | 'maintain'): Promise<void>;
  connections(): Promise<{ busy: number; waiting: number }>;
  /** `SIGKILL`, `SIGSTOP` or `SIGCONT`. */
  signal(name: NodeJS.Signals): void;
  isDead(): boolean;
  /** Set once it has ended of itself. */
  wrote(): string;
  end(): Promise<void>;
}

const ready = z.object({ origin: z.string() });
const clocked = z.object({ clockMs: z.number() });
const counted = z.object({ busy: z.number(), waiting: z.number() });

/** Starts an instance over the database behind a proxy of its own. */
export async function startInstance(
  database: { port: number; url: string },
  settings: Record<string, string>,
): Promise<Instance> {
  const proxy = await startProxy(() => database.port);
  const url = new URL(database.url);
  url.port = String(proxy.port);
  const { PATH = '', HOME = '' } = process.env;
  const child = spawn(process.execPath, ['--import', 'tsx', 'tests/chaos/instance.ts'], {
    env: { PATH, HOME, NODE_ENV: 'production', ...settings, CRON_SECRET, DATABASE_URL: url.href },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on('data', (data) => {
      output = (output + String(data)).slice(-20_000);
    });
  }
  let dead = false;
  const ended = once(child, 'exit').then(() => {
    dead = true;
  });
  const { origin } = await answer(child, ready, () => output);
  const noLog = { warn: () => undefined };
  const call = (path: string) => callCron(`${origin}/api/cron/${path}`, CRON_SECRET, noLog);
  const due = collectWhenDue({
    collect: async () => isSettled(await call('collect')),
    intervalMs: INTERVAL_MS,
    clock: () => instance.nowMs,
  });
  const instance: Instance = {
    origin,
    proxy,
    nowMs: 0,
    async setClock(nowMs) {
      instance.nowMs = nowMs;
      if (dead) return;
      const set = answer(child, clocked, () => output);
      child.send({ clockMs: nowMs });
      // One that ends meanwhile is noticed anyway.
      await set.catch(() => undefined);
    },
    collect: due,
    async call(job) {
      await call(job);
    },
    async connections() {
      const asked = answer(child, counted, () => output);
      child.send({ ask: 'pool' });
      return asked;
    },
    signal: (name) => void child.kill(name),
    isDead: () => dead,
    wrote: () => output,
    async end() {
      child.kill('SIGKILL');
      await ended;
      await proxy.close();
    },
  };
  return instance;
}

/** The next message of the child that has this shape. Rejects if the child ends before. */
function answer<S extends z.ZodType>(
  child: ChildProcess,
  schema: S,
  output: () => string,
): Promise<z.output<S>> {
  return new Promise((resolve, reject) => {
    const end = () => {
      child.off('message', take);
      reject(new Error(`an instance ended by itself:\n${output()}`));
    };
    const take = (message: unknown) => {
      const read = schema.safeParse(message);
      if (!read.success) return;
      child.off('message', take);
      child.off('exit', end);
      resolve(read.data);
    };
    child.on('message', take);
    child.once('exit', end);
  });
}
