import { isMajority, largestAgreement } from './agreement';
import { distance } from './distance';
import { factor, slots } from './in-words';
import { DEFAULT_LIMITS, type Limits } from './limits';
import { medianOf } from './median';
import { type Measured, measure, type SourceSlot } from './source-measure';
import { isWell, slotsToReturn } from './source-return';

export type SourceState = 'accepted' | 'partial' | 'rejected' | 'failed';

export interface SourceVerdict {
  exchange: string;
  /** Accepted and partial: its markets are believed, as far as the other rules do. */
  state: SourceState;
  /** One sentence with its figures; null where there is nothing to say. */
  reason: string | null;
  /** The median that it was judged by, of its steps, ratios or levels; NaN where it has none. */
  medianStep: number;
  /** Its prices stand as a well source's: such a slot counts towards its return. */
  well: boolean;
}

/** What a source was judged by, and what speaks against it. */
interface Finding {
  median: number;
  /** `its median step is 10.02x` */
  says: string;
  /** The rest of the sentence where that condemns it: `while 12 of 13 other sources agree on 1.00x`. */
  fault: string | null;
}

const SUBJECTS = {
  step: 'its median step',
  ratio: 'the median of its prices against their own baselines',
  level: 'the median of its prices against those of other sources',
};

/**
 * Rule 2, *whole source*: one verdict a source, in their order.
 *
 * An honest source's median step is 1.03x at most in the recordings and 1.10x over 29 days, so 1.15x is beyond all
 * of them. But only others tell a lie from a crash: at least two of them, more than half of those that have a
 * median, must agree within 1.15x and lie more than 1.15x from this source. Where they do not, it is not judged.
 * Two equal halves condemn each other: nobody is believed for a slot, then whoever is back at 1.00x.
 *
 * - Silent for more than 3 slots: judged by the median of its ratios, see `measure`.
 * - New (its first 12 slots), or without steps and ratios: judged by the level of its prices too, as a lie from the
 *   first slot on has steps of 1.00x.
 * - No price at all: failed. Fewer than 90 % of its usual priced markets: partial, and the rest is kept.
 * - Stale: believed, but no witness.
 * - Rejected before: returns when it is well again, see `isWell` and `slotsToReturn`; where it has no median at all nobody can tell,
 *   and it is treated as a new one.
 */
export function judgeSources(
  sources: readonly SourceSlot[],
  limits: Limits = DEFAULT_LIMITS,
): SourceVerdict[] {
  const measured = sources.map((slot) => measure(slot, limits));
  return measured.map((source) => {
    const others = witnessesOf(source, measured);
    const finding = find(source, others, limits);
    return verdict(source.slot, finding, isWell({ ...finding, source }, others, limits), limits);
  });
}

/** One a venue, that of most markets, and none of the source's own: a book does not confirm itself by a second door. */
function witnessesOf({ slot }: Measured, measured: readonly Measured[]): Measured[] {
  const byVenue = new Map<string, Measured>();
  for (const other of measured) {
    const { venue, stale, pricedNow } = other.slot;
    if (venue === slot.venue || stale) continue;
    const known = byVenue.get(venue);
    if (known === undefined || pricedNow > known.slot.pricedNow) byVenue.set(venue, other);
  }
  return [...byVenue.values()];
}

function verdict(slot: SourceSlot, finding: Finding, well: boolean, limits: Limits): SourceVerdict {
  const { median, says } = finding;
  const answer = (state: SourceState, reason: string | null): SourceVerdict => ({
    exchange: slot.exchange,
    state,
    reason,
    medianStep: median,
    well,
  });
  if (slot.pricedNow === 0) return answer('failed', 'none of its markets has a price');

  const returning = slot.rejectedInARow > 0 && !Number.isNaN(median);
  if (finding.fault !== null && !(returning && well)) return answer('rejected', `${says}, ${finding.fault}`);
  if (returning && !well) {
    return answer('rejected', `${says}, and once rejected it returns under ${limits.sourceReturn}x`);
  }
  const left = returning ? slotsToReturn(slot, limits) : 0;
  if (left > 0)
    return answer('rejected', `${says} again, and it returns if that holds for ${slots(left)} more`);

  if (slot.pricedNow < limits.sourceWholeShare * slot.pricedUsually) {
    return answer(
      'partial',
      `only ${slot.pricedNow} of its usual ${slot.pricedUsually} markets have a price`,
    );
  }
  return answer(
    'accepted',
    slot.stale ? `its newest time stamp is older than ${limits.staleMinutes} min` : null,
  );
}

function find(source: Measured, others: readonly Measured[], limits: Limits): Finding {
  const own = source[source.measure];
  const isNew = source.slot.slotsAccepted < limits.sourceNewSlots || Number.isNaN(own);
  if (isNew && distance(source.level) > limits.sourceAgreement) {
    return {
      ...finding('level', source.level),
      fault: `and a new source has to be within ${limits.sourceAgreement}x`,
    };
  }
  if (Number.isNaN(own)) return finding('level', source.level);

  const theirs = others.map((other) => other[source.measure]).filter((median) => !Number.isNaN(median));
  const apart = theirs.filter((median) => distance(median, own) > limits.sourceAgreement);
  const agreed = largestAgreement(apart, limits.sourceAgreement);
  if (!isMajority(agreed.length, theirs.length)) return finding(source.measure, own);
  const fault = `while ${agreed.length} of ${theirs.length} other sources agree on ${factor(medianOf(agreed))}`;
  return { ...finding(source.measure, own), fault };
}

function finding(measure: keyof typeof SUBJECTS, median: number): Finding {
  return { median, says: `${SUBJECTS[measure]} is ${factor(median)}`, fault: null };
}
