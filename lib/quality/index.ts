// Why a value is believed, one pure rule a file: sane (1), judge-sources (2), count-venues (3, its counting part),
// source-return (5, for whole sources). What is still believed without a check has no file yet: a market's own
// corroboration, pending, correction, rebase, freshness. Their figures belong in limits, their names in reasons.
export { countVenues, type VenueCounts, type VenueMarket } from './count-venues';
export { judgeSources, type SourceState, type SourceVerdict } from './judge-sources';
export { DEFAULT_LIMITS, type Limits } from './limits';
export { type PricedMarket, peerLevels } from './peer-levels';
export { quoteClass } from './quote-class';
export type { RejectionReason } from './reasons';
export { hasPrice, type Refusal, sane } from './sane';
export type { SourceSlot } from './source-measure';
export { wellInARow } from './source-return';
export { type Market, TICKER_FIELDS, type Ticker } from './ticker';
export { peerGroups } from './venues';
