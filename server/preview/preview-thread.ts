import type { Worker } from 'node:worker_threads';
import type { OffloadedPreview, Previewed } from '@/lib/alerts';
import { OffloadError, type Offloaded } from '@/lib/platform/offload';
import { startThread } from '@/server/start-thread';
import type { FromPreviews, ThreadFailure, ToPreviews } from './messages';

export interface PreviewThread {
  run: Offloaded<OffloadedPreview, Previewed>;
  stop(): Promise<unknown>;
}

/** One to read by, and one to look up the last collection meanwhile. */
export const PREVIEW_CONNECTIONS = 2;
/** Of JavaScript objects; what is read in bulk is bounded where it is read. */
const MAX_HEAP_MB = 192;
/** A canceled preview that goes on for longer hangs: the thread is ended. */
const CANCEL_PATIENCE_MS = 5_000;

interface Waiting {
  resolve: (previewed: Previewed) => void;
  reject: (error: Error) => void;
  report: (previewed: Previewed) => void;
}

/**
 * A thread that computes previews, with its own connections to Postgres: readers and collections go first. Started when
 * it is first needed, and again after it broke down.
 */
export function openPreviews(program = new URL('./thread.mjs', import.meta.url)): PreviewThread {
  const waiting = new Map<number, Waiting>();
  let running: Worker | null = null;
  let calls = 0;

  function start(): Worker {
    const thread = startThread(program, {
      execArgv: [],
      env: { ...process.env, DATABASE_POOL_SIZE: String(PREVIEW_CONNECTIONS) },
      resourceLimits: { maxOldGenerationSizeMb: MAX_HEAP_MB },
    });
    const end = (error: Error) => {
      // It ends once, and says so twice.
      if (running !== thread) return;
      running = null;
      for (const [call, { reject }] of waiting) {
        waiting.delete(call);
        reject(new OffloadError('the thread that computes previews broke down', { cause: error }));
      }
    };
    thread.on('message', take);
    thread.on('error', end);
    thread.on('exit', (code) => end(new Error(`it ended with code ${code}`)));
    return thread;
  }

  function take(message: FromPreviews): void {
    const call = waiting.get(message.call);
    if (message.kind === 'known') {
      call?.report(message.previewed);
      return;
    }
    waiting.delete(message.call);
    if (message.kind === 'answer') call?.resolve(message.previewed);
    else call?.reject(errorOf(message.error));
  }

  function cancel(call: number, thread: Worker): void {
    if (!waiting.has(call)) return;
    const message: ToPreviews = { kind: 'cancel', call };
    thread.postMessage(message);
    const patience = setTimeout(() => waiting.has(call) && void thread.terminate(), CANCEL_PATIENCE_MS);
    patience.unref();
  }

  return {
    run: (question, { signal, report }) =>
      new Promise((resolve, reject) => {
        calls += 1;
        const call = calls;
        running ??= start();
        const thread = running;
        waiting.set(call, { resolve, reject, report });
        const asked: ToPreviews = { kind: 'preview', call, question };
        thread.postMessage(asked);
        signal.addEventListener('abort', () => cancel(call, thread), { once: true });
      }),
    stop: async () => running?.terminate(),
  };
}

function errorOf({ name, message, stack, code }: ThreadFailure): Error {
  const error = Object.assign(new Error(message), { name }, code === undefined ? {} : { code });
  if (stack !== undefined) error.stack = stack;
  return error;
}
