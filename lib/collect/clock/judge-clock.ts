import { median } from 'd3-array';
import { DAY_MS } from '@/lib/model/time';

/** A stored time further ahead of the clock than this was written by another, wrong clock. */
export const CLOCK_TOLERANCE_MS = 60_000;
/** The newest time stamps of exchanges are this close to one another, and to the right time. */
const STAMPS_AGREE_MS = 300_000;
/** A machine that starts without a battery or a network often believes that it is 1970, or the day it was built. */
const RELEASED_MS = Date.UTC(2026, 0, 1);
/** A collection this long ago shows that its machine collects by the same time. */
const COLLECTED_LATELY_INTERVALS = 3;

/** The times that are known at one moment, ms UTC. */
export interface Witnesses {
  nowMs: number;
  /** The database's own clock; null where it was not asked. On one machine it is the same clock. */
  databaseMs: number | null;
  /** When the newest slot was closed, by the clock of the machine that did it; null before the first. */
  closedAtMs: number | null;
  intervalMs: number;
  /** The newest time stamp of each exchange that sent any. */
  stampsMs: readonly number[];
  /** False where no exchange answered. */
  answered: boolean;
}

/** What is stored, as this machine's clock sees it. */
export interface StoredSlots {
  /** The slot of now is closed already. */
  isDone: boolean;
  /** Slots ahead of the clock, and slots that are not. */
  ahead: number;
  before: number;
  intervalMs: number;
}

export type ClockVerdict =
  /** `backed`: exchanges send the same time. `doubted`: no exchange answered, or one sends a later time. */
  | { isRight: true; by: 'backed' | 'unopposed' | 'doubted' }
  /** `says`: one sentence for the operator. */
  | { isRight: false; says: string };

/**
 * Decides whether this machine's clock can be trusted. Exchanges come first: two or more that agree on a later time
 * outweigh everything else. Their times may be old and so prove no clock fast, but nobody stamps the future. Next come
 * the database's clock and the last collection, where they agree with each other: another machine collects by the same
 * time. One witness alone condemns no clock: it may be wrong itself. Pure.
 */
export function judgeClock(witnesses: Witnesses): ClockVerdict {
  const { nowMs, stampsMs, answered } = witnesses;
  const backing = stampsMs.filter((ms) => Math.abs(ms - nowMs) <= STAMPS_AGREE_MS);
  if (backing.length > 0 && 2 * backing.length >= stampsMs.length) return { isRight: true, by: 'backed' };
  const later = stampsMs.filter((ms) => ms - nowMs > STAMPS_AGREE_MS);
  const agreed = largestGroup(later);
  const agreedMs = median(agreed);
  if (agreedMs !== undefined && agreed.length >= 2 && 2 * agreed.length > stampsMs.length) {
    return wrong(nowMs - agreedMs, `the time that ${agreed.length} exchanges send`);
  }
  const leadMs = leadOverDatabase(witnesses);
  if (leadMs !== 0) return wrong(leadMs, 'the clocks of the database and of the machine that collected last');
  return { isRight: true, by: answered && later.length === 0 ? 'unopposed' : 'doubted' };
}

/** 0 where the database's clock and the last collection do not both contradict this clock. */
function leadOverDatabase({ nowMs, databaseMs, closedAtMs, intervalMs }: Witnesses): number {
  if (databaseMs === null || closedAtMs === null) return 0;
  const lately = Math.max(COLLECTED_LATELY_INTERVALS * intervalMs, STAMPS_AGREE_MS);
  const isInStep = (ms: number) => ms - closedAtMs <= lately && closedAtMs - ms <= CLOCK_TOLERANCE_MS;
  if (!isInStep(databaseMs) || isInStep(nowMs)) return 0;
  return nowMs - databaseMs;
}

/**
 * Whether the slots ahead of a clock are to be set aside: they, and not the clock, are wrong. Where exchanges back the
 * clock, that is certain. Where nobody speaks against it, it depends on what is stored: a slot of now that is closed
 * means that this clock went back, and more slots than a day has, or than there are before, that it is far behind. Pure.
 */
export function mayRewind(
  verdict: ClockVerdict,
  nowMs: number,
  { isDone, ahead, before, intervalMs }: StoredSlots,
): boolean {
  if (!verdict.isRight || verdict.by === 'doubted') return false;
  if (verdict.by === 'backed') return true;
  return !isDone && nowMs > RELEASED_MS && ahead <= Math.max(before, DAY_MS / intervalMs);
}

function wrong(leadMs: number, witness: string): ClockVerdict {
  const where = leadMs > 0 ? 'ahead of' : 'behind';
  const says =
    `the clock is ${spanInWords(Math.abs(leadMs))} ${where} ${witness}: ` +
    'set it right, for instance with NTP; nothing is collected until then';
  return { isRight: false, says };
}

/** The most stamps of which no two are further apart than they may be. */
function largestGroup(stampsMs: readonly number[]): number[] {
  return stampsMs
    .map((fromMs) => stampsMs.filter((ms) => ms >= fromMs && ms - fromMs <= STAMPS_AGREE_MS))
    .reduce((largest, group) => (group.length > largest.length ? group : largest), []);
}

/** `3 days`, `2 h`, `20 min`, `90 s`: in the largest unit of which there are at least two. */
export function spanInWords(ms: number): string {
  const seconds = Math.round(ms / 1000);
  if (seconds >= 2 * 86_400) return `${Math.round(seconds / 86_400)} days`;
  if (seconds >= 2 * 3600) return `${Math.round(seconds / 3600)} h`;
  return seconds >= 120 ? `${Math.round(seconds / 60)} min` : `${seconds} s`;
}
