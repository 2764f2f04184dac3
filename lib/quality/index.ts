// Why a value is believed, one pure rule a file: sane (1), judge-sources (2), corroborated (3, by hear-peers), pending
// (4), source-return, correction and rebase (5), fresh (6). Who is compared with whom: venues, homonyms. judge-market joins 3 to 5. Figures are in limits.
export type { MarketCase } from './corroborated';
export { dollarRates } from './dollar-rates';
export { type Freshness, freshness, isStale, mayRest } from './fresh';
export { hearPeers, type Testimony, type VenueMarket } from './hear-peers';
export { coinsOf, type LeveledMarket } from './homonyms';
export { type JudgedMarket, judge } from './judge';
export { judgeMarket, type MarketVerdict } from './judge-market';
export { judgeSources, type SourceState, type SourceVerdict } from './judge-sources';
export { DEFAULT_LIMITS, type Limits } from './limits';
export type { MarketState, Reference, SlotTime } from './market-state';
export type { StateChanges } from './next-states';
export type { Past } from './past';
export { type PricedMarket, peerLevels } from './peer-levels';
export { peerMedianPrices } from './peers';
export type { SourceReading } from './reading';
export type { RejectionReason } from './reasons';
export { hasPrice, type Refusal, sane } from './sane';
export { OWN_BOOKS, venueOf, venuesOf } from './shared-books';
export { readSourceHistories } from './source-history';
export type { SourceSlot } from './source-measure';
export { wellInARow } from './source-return';
