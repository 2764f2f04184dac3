import { DAY_MS } from '@/lib/model/time';
import { gaussian } from './random';

/** 28 days: walks are independent beyond, and so stay around their level for ever. */
const SPAN_MS = 8192 * 300_000;
/** Of the points a span apart; near what a random walk has moved in that time. */
const SPAN_SPREAD = 3.8;
/** Halvings: below 10 s the walk is a straight line. */
const LEVELS = 18;

/**
 * A random walk whose change over a day has a standard deviation of 1, at any time without the times before: a
 * Brownian bridge by midpoints (Lévy), each moved by a number that its place alone decides.
 */
export function walk(key: number, atMs: number): number {
  const span = Math.floor(atMs / SPAN_MS);
  let left = SPAN_SPREAD * gaussian(key, span);
  let right = SPAN_SPREAD * gaussian(key, span + 1);
  let part = atMs / SPAN_MS - span;
  let cell = span;
  let levelKey = key;
  // The middle of a bridge of length s has a variance of s / 4.
  let spread = Math.sqrt(SPAN_MS / DAY_MS / 4);
  for (let level = 0; level < LEVELS; level++) {
    levelKey = Math.imul(levelKey, 0x5bd1e995) + 1;
    const middle = (left + right) / 2 + spread * gaussian(levelKey, cell);
    spread *= Math.SQRT1_2;
    part *= 2;
    cell *= 2;
    if (part >= 1) {
      left = middle;
      part -= 1;
      cell += 1;
    } else right = middle;
  }
  return left + (right - left) * part;
}
