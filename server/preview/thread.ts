import { AsyncLocalStorage } from 'node:async_hooks';
import { setPriority } from 'node:os';
import { performance } from 'node:perf_hooks';
import { parentPort } from 'node:worker_threads';
import type { OffloadedPreview } from '@/lib/alerts';
import type { FromPreviews, ThreadFailure, ToPreviews } from './messages';

/** Less than the collector has: a tenth of the processor's time where others want all of it. */
const NICE = 12;

// Parts of the app ask Next for it, which is not running in this thread.
Object.assign(globalThis, { AsyncLocalStorage });

const { previewWatches } = await import('@/lib/alerts');
const { pool } = await import('@/lib/platform/database');
const { announceCollection, seriesReader } = await import('@/lib/series');

// Linux alone counts it for this thread and not for the whole process. Only now: somebody waits for it to be loaded.
if (process.platform === 'linux') setPriority(NICE);

const underWay = new Map<number, AbortController>();

parentPort?.on('message', (asked: ToPreviews) => {
  if (asked.kind === 'cancel') underWay.get(asked.call)?.abort(new Error('nobody waits for this preview'));
  else void preview(asked.call, asked.question);
});

async function preview(call: number, question: OffloadedPreview): Promise<void> {
  const end = new AbortController();
  underWay.set(call, end);
  try {
    tell({ kind: 'answer', call, previewed: await compute(call, question, end.signal) });
  } catch (error) {
    tell({ kind: 'failed', call, error: failureOf(error) });
  } finally {
    underWay.delete(call);
  }
}

async function compute(call: number, question: OffloadedPreview, signal: AbortSignal) {
  const { collection, untilMs, maxWorkMs, ...asked } = question;
  // Known to whoever asks: not to be looked up again.
  if (collection !== null) announceCollection(collection, Date.now());
  const snapshot = await seriesReader().snapshot();
  const begun = performance.eventLoopUtilization();
  const workedMs = () => performance.eventLoopUtilization(begun).active;
  return previewWatches(pool(), snapshot, asked, {
    signal,
    isOver: () => performance.timeOrigin + performance.now() > untilMs || workedMs() > maxWorkMs,
    report: (previewed) => tell({ kind: 'known', call, previewed }),
  });
}

function tell(message: FromPreviews): void {
  parentPort?.postMessage(message);
}

function failureOf(error: unknown): ThreadFailure {
  if (!(error instanceof Error)) return { name: 'Error', message: String(error) };
  const { name, message, stack } = error;
  const code = 'code' in error && typeof error.code === 'string' ? { code: error.code } : {};
  return { name, message, ...(stack === undefined ? {} : { stack }), ...code };
}
