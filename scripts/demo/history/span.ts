import { DAY_MS, HOUR_MS } from '@/lib/model/time';

/** Slots of the past are 5 minutes apart, as a real collection's are. */
export const SLOT_MS = 300_000;

/** Single observations of this long, in whole hours, as they are kept. */
const OBSERVED_MS = 48 * HOUR_MS;
/** Hours of price and volume before that. */
const BRIEF_MS = 90 * DAY_MS;

/** Where each part of the past begins, ms UTC; the last one ends before `untilMs`. */
export interface Span {
  briefFromMs: number;
  observedFromMs: number;
  untilMs: number;
}

/** The past of a demo whose first collected slot is `untilMs`. */
export function spanBefore(untilMs: number): Span {
  const from = (lengthMs: number) => Math.floor((untilMs - lengthMs) / HOUR_MS) * HOUR_MS;
  return {
    briefFromMs: from(BRIEF_MS),
    observedFromMs: from(OBSERVED_MS),
    untilMs,
  };
}

/** Times from `fromMs` up to but not including `untilMs`. */
export function timesBetween(fromMs: number, untilMs: number, stepMs: number): number[] {
  return Array.from({ length: Math.ceil((untilMs - fromMs) / stepMs) }, (_, i) => fromMs + i * stepMs);
}
