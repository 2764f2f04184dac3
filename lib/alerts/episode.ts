import { exceeds, further, isCalm, type Level } from './level';

/** An alert that ended opens again as the same one within this time. */
export const REOPEN_MS = 30 * 60_000;
/** So many slots without a ratio, and a series counts as vanished: as for the ranks. */
const SLOTS_UNSEEN = 3;

/** A series in one slot. */
export interface Reading {
  value: number;
  /** Of the baseline; above 0. */
  mean: number;
}

/** The part of an alert that moves. Times are slots, ms UTC. */
export interface Episode extends Level {
  /** Null while it is open. */
  resolvedMs: number | null;
  /** Since then its series is taken for vanished. */
  staleMs: number | null;
  missingSinceMs: number | null;
  calmSinceMs: number | null;
  peakRatio: number;
  peakAtMs: number;
  /** At its end; null while it is open, or where the baseline began anew. */
  closing: Reading | null;
}

/**
 * One slot of an open alert. It is resolved in the second slot in a row in which the ratio is back behind 0.9 of the
 * threshold. A series without a ratio (absent, refused, no baseline) resolves nothing: after three slots it is stale,
 * and goes on where it left off when it returns. Where the baseline began anew, what it was measured by was wrong:
 * it ends at once. Answers the same object where nothing changes.
 */
export function advanceEpisode<E extends Episode>(
  episode: E,
  reading: Reading | null,
  slot: { atMs: number; intervalMs: number; isRestarted: boolean },
): E {
  const { atMs } = slot;
  if (slot.isRestarted) return { ...episode, resolvedMs: atMs, staleMs: null, missingSinceMs: null };
  if (reading === null) return missing(episode, slot);
  const next = { ...episode, staleMs: null, missingSinceMs: null };
  const ratio = reading.value / reading.mean;
  if (further(episode.direction, ratio, episode.peakRatio) !== episode.peakRatio) {
    next.peakRatio = ratio;
    next.peakAtMs = atMs;
  }
  if (!isCalm(episode, reading.value, reading.mean)) next.calmSinceMs = null;
  else if (episode.calmSinceMs === null) next.calmSinceMs = atMs;
  else {
    next.resolvedMs = atMs;
    next.closing = reading;
  }
  return isSame(episode, next) ? episode : next;
}

/** Whether a series without a ratio since then counts as vanished. */
export function isVanished(
  missingSinceMs: number,
  { atMs, intervalMs }: { atMs: number; intervalMs: number },
): boolean {
  return atMs - missingSinceMs >= (SLOTS_UNSEEN - 1) * intervalMs;
}

function missing<E extends Episode>(
  episode: E,
  { atMs, intervalMs }: { atMs: number; intervalMs: number },
): E {
  if (episode.staleMs !== null) return episode;
  const missingSinceMs = episode.missingSinceMs ?? atMs;
  if (isVanished(missingSinceMs, { atMs, intervalMs }))
    return { ...episode, missingSinceMs, staleMs: atMs, calmSinceMs: null };
  return episode.missingSinceMs === null ? { ...episode, missingSinceMs } : episode;
}

/** An alert that ended a moment ago, if its series exceeds the threshold again: the same one; else null. */
export function reopened<E extends Episode>(episode: E, reading: Reading, atMs: number): E | null {
  if (episode.resolvedMs === null || atMs - episode.resolvedMs > REOPEN_MS) return null;
  if (!exceeds(episode, reading.value, reading.mean)) return null;
  const open = { ...episode, resolvedMs: null, calmSinceMs: null, closing: null };
  const ratio = reading.value / reading.mean;
  const isPeak = further(episode.direction, ratio, episode.peakRatio) !== episode.peakRatio;
  return isPeak ? { ...open, peakRatio: ratio, peakAtMs: atMs } : open;
}

const MOVING = ['resolvedMs', 'staleMs', 'missingSinceMs', 'calmSinceMs', 'peakRatio'] as const;

function isSame(a: Episode, b: Episode): boolean {
  return MOVING.every((field) => a[field] === b[field]);
}
