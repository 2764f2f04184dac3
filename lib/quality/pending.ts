import { distance } from './distance';
import { DEFAULT_LIMITS, type Limits } from './limits';
import type { Held } from './market-state';

export interface Waiting {
  /** Enough slots agree: the held values are released, and this one is accepted. */
  confirmed: boolean;
  /** The run up to and with this value. */
  run: Held[];
  /** Older values were held that this one does not agree with. */
  broken: boolean;
}

/**
 * Rule 4, *pending to known*: whether a value that nobody can explain has lasted. Three slots in a row within 1.25x
 * of one another are no bad print: those are gone in the next slot, and one that is still wandering is no level yet.
 * They say nothing about a lie that is told three times. So such a market is known on its own word only, and says
 * so wherever it is shown.
 *
 * `held` is the run of the slots just before; empty where it was broken.
 */
export function waitFor(value: Held, held: readonly Held[], limits: Limits = DEFAULT_LIMITS): Waiting {
  const agrees = held.every(({ price }) => distance(price, value.price) <= limits.pendingAgreement);
  const run = agrees ? [...held, value] : [value];
  return { confirmed: run.length >= limits.pendingSlots, run, broken: !agrees };
}
