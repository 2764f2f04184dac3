import { DAY_MS } from '@/lib/model/time';
import type { Limits } from '@/lib/quality/limits';
import type { MarketState } from '@/lib/quality/market-state';
import { rowIndex } from '@/lib/series';
import type { MarketOutcome } from './judge-markets';
import type { Past } from './past';

/** What is to be remembered from now on, by dimension id. What did not change is in neither. */
export interface StateChanges {
  changed: Map<number, MarketState>;
  forgotten: number[];
}

/** Nothing changes for markets in their usual state, so that a calm slot writes nothing here. */
export function nextStates(outcomes: readonly MarketOutcome[], past: Past, limits: Limits): StateChanges {
  const changed = new Map<number, MarketState>();
  const forgotten: number[] = [];
  const judged = new Set<number>();
  for (const outcome of outcomes) {
    const { dimensionId, state: before } = outcome.movement;
    if (outcome.finding !== undefined) judged.add(dimensionId);
    const after = outcome.finding === undefined ? whileSourceIsRejected(outcome) : stateAfter(outcome);
    if (after === null && before !== undefined) forgotten.push(dimensionId);
    if (after !== null && after !== before) changed.set(dimensionId, after);
  }
  const rowOf = rowIndex(past.stats.dimensionIds);
  for (const [id, before] of past.states) {
    if (judged.has(id)) continue;
    const referenceMs = before.reference?.atMs ?? Number.NEGATIVE_INFINITY;
    const outdated = referenceMs < past.slotMs - limits.referenceDays * DAY_MS;
    if (outdated && (rowOf[id] ?? -1) < 0) forgotten.push(id);
    else if (before.pending !== undefined) {
      const { pending, ...rest } = changed.get(id) ?? before;
      changed.set(id, rest);
    }
  }
  for (const id of forgotten) changed.delete(id);
  return { changed, forgotten };
}

function stateAfter({ movement, finding }: MarketOutcome): MarketState | null {
  const { state = null } = finding?.verdict ?? {};
  const unchangedSinceMs = finding?.unchangedSinceMs;
  const isBelieved = state?.refused === undefined;
  const after = isBelieved && unchangedSinceMs !== undefined ? { ...state, unchangedSinceMs } : state;
  // The state of a believed market is two times at most: the same ones need no writing.
  const before = movement.state;
  const same =
    before !== undefined &&
    isBelieved &&
    after !== null &&
    before.refused === undefined &&
    before.knownSinceMs === after.knownSinceMs &&
    before.unchangedSinceMs === after.unchangedSinceMs;
  return same ? before : after;
}

/** Its statistics end after a day without an accepted value; what it is measured by is kept for a week. */
function whileSourceIsRejected({ movement }: MarketOutcome): MarketState | null {
  const { state, reference, isLeaving } = movement;
  if (!isLeaving || reference === undefined || state?.reference?.atMs === reference.atMs)
    return state ?? null;
  return { ...state, reference };
}
