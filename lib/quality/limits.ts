/**
 * The figures of the rules in one place, by names that can become settings. All factors are symmetric: 1.15 means
 * beyond 1.15x or below 1 / 1.15x. The files of the rules argue them.
 */
export const DEFAULT_LIMITS = {
  /** Larger numbers are none: no price or volume on earth has 100 digits, and their squares would overflow. */
  largestNumber: 1e100,
  /** How far quoteVolume / baseVolume may lie outside the day's range. */
  volumeRange: 2,
  /** How far a source's median may be from that of the others, and these from one another. */
  sourceAgreement: 1.15,
  /** A source that was rejected is well again below this. */
  sourceReturn: 1.075,
  /** Slots in a row that it has to be well, unless only one was bad. */
  sourceReturnSlots: 3,
  /** With its last accepted slot further back than this, a source is judged by ratios, not by steps. */
  sourceSilentSlots: 3,
  /** So many accepted slots a source is new, and judged by the level of its prices too. */
  sourceNewSlots: 12,
  /** Below this share of its usual priced markets a source is partial. */
  sourceWholeShare: 0.9,
  /** Two venues agree on a move within this. */
  venueAgreement: 1.5,
};

export type Limits = Readonly<typeof DEFAULT_LIMITS>;
