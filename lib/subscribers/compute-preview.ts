import type { Pool } from 'pg';
import {
  nothingChecked,
  type OffloadedPreview,
  type Previewed,
  type PreviewQuestion,
  previewOffload,
  previewWatches,
} from '@/lib/alerts';
import { log } from '@/lib/platform/log';
import { OffloadError, type Offloaded } from '@/lib/platform/offload';
import { LateError, within } from '@/lib/platform/within';
import type { Snapshot } from '@/lib/series';

/** So long a preview is computed; an answer takes a little longer. */
const BUDGET_MS = 2_400;
/** Collections and readers want the processor too. Nobody needs the exact number of what nearly every market crosses. */
const MAX_WORK_MS = 550;
/** Whoever computes it is late after so much more: its database hangs, or its thread. */
const GRACE_MS = 500;

/**
 * A preview by whoever computes them in this process, or in place: what is known of it after some three seconds. Throws
 * where the database is away, and the signal's reason once that is aborted.
 */
export async function computePreview(
  pool: Pool,
  snapshot: Snapshot,
  question: PreviewQuestion,
  signal: AbortSignal,
): Promise<Previewed> {
  const run = previewOffload.current() ?? inPlace(pool, snapshot);
  const late = new AbortController();
  let known = nothingChecked(snapshot);
  const report = (previewed: Previewed) => {
    known = previewed;
  };
  const untilMs = nowMs() + BUDGET_MS;
  const asked = { ...question, collection: snapshot.collection, untilMs, maxWorkMs: MAX_WORK_MS };
  const control = { signal: AbortSignal.any([signal, late.signal]), report };
  try {
    return await within(BUDGET_MS + GRACE_MS, run(asked, control));
  } catch (error) {
    if (signal.aborted || !(error instanceof LateError || error instanceof OffloadError)) throw error;
    log().warn({ err: error, question }, 'a preview did not end by itself');
    return known;
  } finally {
    late.abort(new LateError('the preview is late'));
  }
}

/** On the event loop of whoever asks, in slices. */
function inPlace(pool: Pool, snapshot: Snapshot): Offloaded<OffloadedPreview, Previewed> {
  return ({ untilMs, ...question }, control) =>
    previewWatches(pool, snapshot, question, { ...control, isOver: () => nowMs() > untilMs });
}

/** ms UTC by a clock that other threads share and that nobody sets. */
function nowMs(): number {
  return performance.timeOrigin + performance.now();
}
