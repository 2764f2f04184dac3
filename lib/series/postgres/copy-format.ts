/** Postgres counts microseconds from 2000-01-01. */
export const EPOCH_2000_MS = 946_684_800_000;

/** So many elements are moved sooner one by one than by making the view that moves them at once. */
export const FEW = 32;
