import { DEFAULT_THRESHOLD, type Watch } from './watch';

/** What somebody gets who signs up without naming a watch. */
export const DEFAULT_WATCH: Watch = {
  metric: 'price',
  dimension: null,
  threshold: DEFAULT_THRESHOLD,
  direction: 'above',
};
