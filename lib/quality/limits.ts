/**
 * The figures of the rules in one place. All factors are symmetric: 1.15 means beyond 1.15x or below 1 / 1.15x. The
 * files of the rules say why each is as it is.
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
  /** Further than this from its baseline mean or its last accepted value, a price has moved. */
  moved: 1.5,
  /** A price that nobody else can tell about may move this far. */
  movedAlone: 3,
  /** Two venues agree on a move within this. */
  venueAgreement: 1.5,
  /** Below this turnover a day, US dollars, a market's last trade may be old or odd without anybody lying. */
  thinTurnover: 1000,
  /** Pending slots in a row that confirm a value. */
  pendingSlots: 3,
  /** How far these may be from one another. */
  pendingAgreement: 1.25,
  /** A rejected market's level agrees with that of its peers within this. */
  correctionAgreement: 1.1,
  /** Slots in a row that it has to. */
  correctionSlots: 3,
  /** A rejected market's step agrees with that of its peers within this. */
  rebaseAgreement: 1.1,
  /** In this share of the slots. */
  rebaseShare: 0.95,
  /** Of so many hours. */
  rebaseHours: 24,
  /** Days that a market that sends refused values keeps its last baseline as reference. */
  referenceDays: 7,
  /** A time stamp older than this, in minutes, is stale. */
  staleMinutes: 15,
  /** Slots without a change of price and volume that make a market quiet. */
  quietSlots: 36,
  /** A market with this turnover a day, US dollars, is liquid: one that trades all the time. */
  liquidTurnover: 50_000,
  /** Exchanges whose time stamps are of each market, not of the answer. */
  stampedSources: ['binance', 'binanceus', 'coinbaseexchange'] as readonly string[],
};

export type Limits = Readonly<typeof DEFAULT_LIMITS>;
