export const RUN_STATES = ['accepted', 'partial', 'rejected', 'failed'] as const;
export type RunState = (typeof RUN_STATES)[number];

/** The table's own check allows no other; what cannot be read is no success. */
export function runState(text: string): RunState {
  return text === 'accepted' || text === 'partial' || text === 'rejected' ? text : 'failed';
}

/** From the best to the worst. */
export const SOURCE_STATES = ['well', 'late', 'partial', 'waiting', 'silent', 'rejected', 'failing'] as const;
export type SourceState = (typeof SOURCE_STATES)[number];

/** What one source did in one collection, as it is stored. */
export interface SourceRun {
  state: RunState;
  reason: string | null;
  elapsedMs: number;
  listed: number;
  priced: number;
  stored: number;
  /** Stored markets whose values were older than they should be. */
  stale: number;
  /** Until when it is not asked, ms UTC, since it refused us for too many requests; null where nothing keeps us. */
  waitUntilMs: number | null;
}

/**
 * The share of its time-out (which covers all its calls and repetitions of one slot) from which an answer is late: at
 * half of it the source is a factor of two from being lost, and a bulk answer usually takes a tenth of it.
 */
export const LATE_SHARE = 0.5;
/** From this share of stale markets it is the source that is old, and not some of its markets that do not trade. */
export const STALE_SHARE = 0.5;

/**
 * How a source was in one slot; the worst that applies.
 * - `failing`: it did not answer, or nothing that could be read.
 * - `rejected`: it answered what the other sources contradict as a whole.
 * - `silent`: no run although others ran, or an answer without one priced market: it says nothing, wrong or right.
 * - `waiting`: it refused us for too many requests, and is left alone until a time that its reason names.
 * - `partial`: fewer than 90 % of its usual priced markets, as the quality rule *whole source* found it.
 * - `late`: all of it came, but after half of its time-out, or half of its markets are stale.
 */
export function sourceState(run: SourceRun | undefined, timeoutMs: number): SourceState {
  if (run === undefined) return 'silent';
  // An answer without a price is a failure to the collection; that it answered at all shows in its list.
  if (run.priced === 0 && run.listed > 0) return 'silent';
  if (run.state === 'failed') return run.waitUntilMs === null ? 'failing' : 'waiting';
  if (run.state === 'rejected') return 'rejected';
  if (run.state === 'partial') return 'partial';
  if (run.elapsedMs > LATE_SHARE * timeoutMs) return 'late';
  return run.stored > 0 && run.stale >= STALE_SHARE * run.stored ? 'late' : 'well';
}

/** Why, in plain words; null where all is well. */
export function sourceReason(run: SourceRun | undefined, timeoutMs: number): string | null {
  const state = sourceState(run, timeoutMs);
  if (run === undefined) return 'it was not asked';
  if (state === 'well') return null;
  if (state !== 'late') return run.reason ?? WITHOUT_REASON[state];
  const seconds = (run.elapsedMs / 1000).toFixed(1);
  return run.elapsedMs > LATE_SHARE * timeoutMs
    ? `it took ${seconds} s of the ${timeoutMs / 1000} s that it has`
    : `${run.stale} of its ${run.stored} markets are older than they should be`;
}

const WITHOUT_REASON = {
  partial: 'it sent fewer markets than usual',
  silent: 'it sent no price',
  rejected: 'the other sources contradict it',
  waiting: 'it refused our requests, and is left alone for a while',
  failing: 'it gave no answer that could be read',
} as const;
