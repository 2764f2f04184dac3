import { DAY_MS } from '@/lib/model/time';
import { isCorrected, levelAgreed } from './correction';
import { corroborated, type MarketCase } from './corroborated';
import { distance } from './distance';
import { peersInWords } from './in-words';
import { DEFAULT_LIMITS, type Limits } from './limits';
import { goesOn, type MarketState, type Reference, type SlotTime } from './market-state';
import { waitFor } from './pending';
import type { RejectionReason } from './reasons';
import { isRebased, recordStep } from './rebase';

/** What is believed of one market in one slot, and what that changes about earlier ones. */
export interface MarketVerdict {
  quality: 'good' | 'single-venue' | 'pending' | 'rejected';
  reason: Extract<RejectionReason, 'uncorroborated' | 'pending'> | null;
  /** What the peers said, where that mattered. */
  peers: string | null;
  /** To be remembered; null where there is nothing. */
  state: MarketState | null;
  /** The values held since then are believed. */
  releasedSinceMs?: number;
  /** Those held are not. */
  dropped?: boolean;
  /** Values believed since then were wrong: all, or those that were far from their peers. */
  withdrawn?: { sinceMs: number; all: boolean };
  /** The baseline begins anew with this slot. */
  restarted?: 'correction' | 'rebase';
}

/**
 * Rules 3 to 5 for one market: corroborated, pending, and the ways back. `reference` is what it is measured by, kept
 * while it is refused. Not moved any more, or shared by its peers: good at once, and nothing is remembered.
 */
export function judgeMarket(
  market: MarketCase,
  before: MarketState | undefined,
  reference: Reference | undefined,
  slot: SlotTime,
  limits: Limits = DEFAULT_LIMITS,
): MarketVerdict {
  const held = before?.pending ?? [];
  const { knownSinceMs } = before ?? {};
  if (knownSinceMs !== undefined && isBack(market, limits)) {
    const withdrawn = { sinceMs: knownSinceMs, all: true };
    return { ...accepted('good'), dropped: held.length > 0, withdrawn };
  }
  const finding = corroborated(market, limits);
  if (finding === 'contradicted') {
    return { ...contradicted(market, before, reference, slot, limits), dropped: held.length > 0 };
  }
  if (finding === 'unclear') return unclear(market, before, reference, slot, limits);
  const state = stillKnown(market, before, slot, limits);
  const alone = market.peers.listing === 0 || finding === 'alone' || state !== null;
  return { ...accepted(alone ? 'single-venue' : 'good'), state, dropped: held.length > 0 };
}

const accepted = (quality: MarketVerdict['quality']): MarketVerdict => ({
  quality,
  reason: null,
  peers: null,
  state: null,
});

/**
 * A market that was believed on its own word, though its peers saw nothing, and jumps back to their level: what it said
 * in between was a lie or an accident of its own, and no measure for anything. By level, since its baseline has
 * learnt from those values.
 */
function isBack({ step, peers }: MarketCase, limits: Limits): boolean {
  return isNear(peers.level, limits) && distance(step) > limits.moved;
}

/** Known on its own word until its peers are at its level, a week at most: then it is simply what this market costs. */
function stillKnown(
  { peers }: MarketCase,
  before: MarketState | undefined,
  slot: SlotTime,
  limits: Limits,
): MarketState | null {
  const { knownSinceMs } = before ?? {};
  if (knownSinceMs === undefined || isNear(peers.level, limits)) return null;
  return slot.atMs - knownSinceMs < limits.referenceDays * DAY_MS ? { knownSinceMs } : null;
}

const isNear = (level: number, limits: Limits) => distance(level) <= limits.correctionAgreement;

function unclear(
  market: MarketCase,
  before: MarketState | undefined,
  reference: Reference | undefined,
  slot: SlotTime,
  limits: Limits,
): MarketVerdict {
  const known = before?.knownSinceMs;
  if (known !== undefined && distance(market.step) <= limits.pendingAgreement) {
    return { ...accepted('single-venue'), state: { knownSinceMs: known } };
  }
  const held = before?.pending ?? [];
  const inARow = goesOn(before, slot) ? held : [];
  const { confirmed, run, broken } = waitFor({ atMs: slot.atMs, price: market.price }, inARow, limits);
  const dropped = broken || (held.length > 0 && inARow.length === 0);
  const sinceMs = run[0]?.atMs ?? slot.atMs;
  if (confirmed) {
    const state = { knownSinceMs: known ?? sinceMs };
    return { ...accepted('single-venue'), state, releasedSinceMs: sinceMs, dropped };
  }
  const { levelAgreed: _, ...refused } = refusedState(market, before, reference, slot, limits);
  return {
    quality: 'pending',
    reason: 'pending',
    peers: peersInWords(market, limits),
    state: { ...refused, pending: run },
    dropped,
  };
}

function contradicted(
  market: MarketCase,
  before: MarketState | undefined,
  reference: Reference | undefined,
  slot: SlotTime,
  limits: Limits,
): MarketVerdict {
  const state = refusedState(market, before, reference, slot, limits);
  const peers = peersInWords(market, limits);
  if (isCorrected(state.levelAgreed, limits)) {
    return { ...accepted('good'), peers, withdrawn: { sinceMs: 0, all: false }, restarted: 'correction' };
  }
  if (isRebased(state.steps, slot, limits)) return { ...accepted('good'), peers, restarted: 'rebase' };
  return { quality: 'rejected', reason: 'uncorroborated', peers, state };
}

function refusedState(
  market: MarketCase,
  before: MarketState | undefined,
  reference: Reference | undefined,
  slot: SlotTime,
  limits: Limits,
) {
  const agreedBefore = goesOn(before, slot) ? (before?.levelAgreed ?? 0) : 0;
  const steps = { own: market.slotStep, peers: market.peers.slotStep };
  const lastMs = before?.refused?.atMs ?? slot.atMs;
  return {
    refused: { atMs: slot.atMs, price: market.price },
    ...(reference && { reference }),
    ...(before?.knownSinceMs !== undefined && { knownSinceMs: before.knownSinceMs }),
    levelAgreed: levelAgreed(market.level, agreedBefore, limits),
    steps: recordStep(steps, before?.steps, lastMs, slot, limits),
  };
}
