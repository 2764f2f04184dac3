/** What pages show unless told otherwise. */
export const DEFAULT_METRIC = 'price';
