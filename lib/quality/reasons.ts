/** Why a value was not believed: the names under which the refused values are stored. */
export const REJECTION_REASONS = [
  /** Bid above ask: both of them and their sizes. */
  'crossed-book',
  /** High of the day below its low: both. */
  'crossed-range',
  /** Quote volume that no price of the day explains: both volumes. */
  'volume-mismatch',
  /** The source as a whole: everything that it sent in this slot. */
  'whole-source',
  /** A move that a majority of its peers contradict. */
  'uncorroborated',
  /** A move that nobody confirms or contradicts: held until it is known. */
  'pending',
  /** It was pending, and did not last. */
  'unconfirmed',
  /** It was believed, and is known to be wrong since the market is back with its peers. */
  'correction',
] as const;

export type RejectionReason = (typeof REJECTION_REASONS)[number];
