import { AsyncLocalStorage } from 'node:async_hooks';
import { setPriority } from 'node:os';
import { parentPort } from 'node:worker_threads';
import type { CollectorFailure, FromCollector, ToCollector } from './messages';

/** A tenth of the processor's time, as long as readers want all of it. */
const NICE = 10;

// Those who read go first. Linux alone counts it for this thread and not for the whole process.
if (process.platform === 'linux') setPriority(NICE);

// Parts of the app ask Next for it, which is not running in this thread.
Object.assign(globalThis, { AsyncLocalStorage });

const { collectInPlace } = await import('@/app/api/cron/collect/collect-in-place');
const { backfillOnFirstStart } = await import('@/lib/collect/backfill');
const { outcomeName } = await import('@/lib/incidents/after-collection');
const { tellAnnouncements } = await import('@/lib/series');
const { env } = await import('@/lib/platform/env');
const { routeThroughProxy } = await import('@/lib/platform/outgoing');

routeThroughProxy(env().proxy);

tellAnnouncements((collection, stats) => {
  // Handed over, not copied.
  const buffers = Object.values(stats).flatMap((field) =>
    ArrayBuffer.isView(field) && field.buffer instanceof ArrayBuffer ? [field.buffer] : [],
  );
  tell({ kind: 'closed', collection, stats }, buffers);
});

parentPort?.on('message', (asked: ToCollector) => {
  if (asked.kind === 'backfill') void backfillOnFirstStart({ signal: new AbortController().signal });
  else void collect(asked.call);
});

async function collect(call: number): Promise<void> {
  try {
    const outcome = await collectInPlace();
    tell({ kind: 'outcome', call, outcome, counted: outcomeName(outcome) });
  } catch (error) {
    tell({ kind: 'failed', call, error: failureOf(error), counted: outcomeName(null) });
  }
}

function tell(message: FromCollector, buffers: ArrayBuffer[] = []): void {
  parentPort?.postMessage(message, buffers);
}

function failureOf(error: unknown): CollectorFailure {
  if (!(error instanceof Error)) return { name: 'Error', message: String(error) };
  const { name, message, stack } = error;
  const code = 'code' in error && typeof error.code === 'string' ? { code: error.code } : {};
  return { name, message, ...(stack === undefined ? {} : { stack }), ...code };
}
