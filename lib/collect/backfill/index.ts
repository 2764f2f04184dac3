// The last 24 hours of prices, from the exchanges' own candles, for markets that have just been found.
export { backfillDeps } from './deps';
export { backfillOnFirstStart, type FirstStartDeps } from './first-start';
export { type BackfillDeps, type Backfilled, backfill } from './run';
