import { HOUR_MS } from '@/lib/model/time';
import { distance } from './distance';
import { DEFAULT_LIMITS, type Limits } from './limits';
import type { SlotTime, StepRecord } from './market-state';

/** Price steps from the slot before: the market's own, and the median of its peers'. */
export interface Steps {
  own: number;
  peers: number;
}

/**
 * Rule 5, *rebase*: the record of a rejected market's steps, with this slot. After a merge of tokens or a
 * redenomination a market stays at its new level for good, and moves with its peers from there on. A liar may do so
 * too, for a day: that is the price of knowing a redenomination at all, and it enters without an alert.
 *
 * The record is the longest past in which no more slots disagreed than 5 % of a day's: whenever one more does, it
 * begins after the oldest of them. Slots without a value, or without a peer's, disagree. So does the first one.
 */
export function recordStep(
  steps: Steps,
  before: StepRecord | undefined,
  lastMs: number,
  { atMs, intervalMs }: SlotTime,
  limits: Limits = DEFAULT_LIMITS,
): StepRecord {
  const dayMs = limits.rebaseHours * HOUR_MS;
  const allowed = Math.floor(((1 - limits.rebaseShare) * dayMs) / intervalMs + 1e-9);
  const missed = before?.missedAtMs.filter((missedMs) => missedMs > atMs - dayMs) ?? [];
  if (before !== undefined) {
    const firstMs = Math.max(lastMs + intervalMs, atMs - (allowed + 1) * intervalMs);
    for (let absentMs = firstMs; absentMs < atMs; absentMs += intervalMs) missed.push(absentMs);
  }
  if (!(distance(steps.own, steps.peers) <= limits.rebaseAgreement)) missed.push(atMs);
  const tooMany = missed.length - allowed;
  const oldest = tooMany > 0 ? missed[tooMany - 1] : undefined;
  return {
    sinceMs: oldest === undefined ? (before?.sinceMs ?? atMs) : oldest + intervalMs,
    missedAtMs: missed.slice(Math.max(0, tooMany)),
  };
}

export function isRebased(
  { sinceMs }: StepRecord,
  { atMs }: SlotTime,
  limits: Limits = DEFAULT_LIMITS,
): boolean {
  return atMs - sinceMs >= limits.rebaseHours * HOUR_MS;
}
