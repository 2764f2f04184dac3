import type { Worker } from 'node:worker_threads';
import { telemetry } from '@/lib/platform/telemetry';
import { announceCollection } from '@/lib/series';
import { startThread } from '@/server/start-thread';
import type { CollectorFailure, FromCollector, ToCollector } from './messages';

export interface CollectorThread {
  /** One collection; answers its outcome. Rejects as a collection in place would. */
  collect(): Promise<object>;
  /** Fetches the past, if this is a first start. */
  backfill(): void;
  stop(): Promise<unknown>;
}

interface Waiting {
  resolve: (outcome: object) => void;
  reject: (error: Error) => void;
}

/** Beside those of the server: a collection writes over one, and asks over a few. */
export const COLLECTOR_CONNECTIONS = 4;

/**
 * A thread that collects, with its own connections to Postgres: parsing what the exchanges say, and the arithmetic,
 * take no time from those who read. Started when it is first needed, and anew after it broke down.
 */
export function openCollector(program = new URL('./thread.mjs', import.meta.url)): CollectorThread {
  const waiting = new Map<number, Waiting>();
  let running: Worker | null = null;
  let calls = 0;

  function ask(message: ToCollector): void {
    running ??= start();
    running.postMessage(message);
  }

  function start(): Worker {
    const thread = startThread(program, {
      execArgv: [],
      env: { ...process.env, DATABASE_POOL_SIZE: String(COLLECTOR_CONNECTIONS) },
    });
    const end = (error: Error) => {
      // Its end is told twice, and who waits by then waits for its successor.
      if (running !== thread) return;
      running = null;
      for (const [call, { reject }] of waiting) {
        waiting.delete(call);
        reject(error);
      }
    };
    thread.on('message', take);
    thread.on('error', end);
    thread.on('exit', (code) => end(new Error(`the thread that collects ended (${code})`)));
    return thread;
  }

  function take(message: FromCollector): void {
    if (message.kind === 'closed') {
      announceCollection(message.collection, Date.now(), message.stats);
      return;
    }
    telemetry().collections.inc({ outcome: message.counted });
    const call = waiting.get(message.call);
    waiting.delete(message.call);
    if (message.kind === 'outcome') call?.resolve(message.outcome);
    else call?.reject(errorOf(message.error));
  }

  return {
    collect: () =>
      new Promise((resolve, reject) => {
        calls += 1;
        waiting.set(calls, { resolve, reject });
        ask({ kind: 'collect', call: calls });
      }),
    backfill: () => ask({ kind: 'backfill' }),
    stop: async () => running?.terminate(),
  };
}

function errorOf({ name, message, stack, code }: CollectorFailure): Error {
  const error = Object.assign(new Error(message), { name }, code === undefined ? {} : { code });
  if (stack !== undefined) error.stack = stack;
  return error;
}
