import { isAhead, isOverdue, overdueAfterMs } from '@/lib/incidents/judge-overdue';
import type { Condition } from './judge-episodes';

/** The newest closed collection; before the first, the beginning of the first one that was tried. */
export interface LastCollection {
  closedAtMs: number;
  intervalSeconds: number;
}

/** Whether collections come, as `GET /health` defines it. */
export function overdueCondition(last: LastCollection, nowMs: number): Condition {
  const overdue = isOverdue(last, nowMs);
  const limit = duration(overdueAfterMs(last));
  return {
    kind: 'overdue',
    subject: '',
    state: overdue ? 'bad' : 'good',
    sinceMs: Math.min(last.closedAtMs, nowMs),
    detail: isAhead(last, nowMs)
      ? 'the last collection is dated ahead of the clock'
      : overdue
        ? `no collection has ended for more than ${limit}`
        : 'collections end in time again',
  };
}

/** Whether the alerts of the newest collection could be checked. */
export function alertsCondition(newest: { slotMs: number; alertsError: string | null }): Condition {
  const { slotMs, alertsError } = newest;
  return {
    kind: 'alerts',
    subject: '',
    state: alertsError === null ? 'good' : 'bad',
    sinceMs: slotMs,
    detail:
      alertsError === null ? 'alerts are checked again' : `the alerts could not be checked: ${alertsError}`,
  };
}

/** A file system. */
export interface Disk {
  freeBytes: number;
  totalBytes: number;
}

/** So much below the limit the disk has room again: a file more or less must not write to the operator. */
const ROOM_PERCENT = 2;

/** Whether the file system of the data is nearly full: used beyond `fullPercent`. */
export function diskCondition(
  { freeBytes, totalBytes }: Disk,
  fullPercent: number,
  nowMs: number,
): Condition {
  const usedPercent = 100 * (1 - freeBytes / totalBytes);
  const state =
    usedPercent >= fullPercent ? 'bad' : usedPercent < fullPercent - ROOM_PERCENT ? 'good' : 'unclear';
  const figures = `${usedPercent.toFixed(0)} % used, ${(freeBytes / 2 ** 30).toFixed(1)} GiB free`;
  return { kind: 'disk', subject: '', state, sinceMs: nowMs, detail: `the disk is at ${figures}` };
}

const OUTBOX_LATE_MS = 600_000;

/** Whether mails leave: the oldest that waits (ms UTC; null: none does) must not be older than ten minutes. */
export function outboxCondition(oldestMs: number | null, nowMs: number): Condition {
  const late = oldestMs !== null && nowMs - oldestMs > OUTBOX_LATE_MS;
  return {
    kind: 'outbox',
    subject: '',
    state: late ? 'bad' : 'good',
    sinceMs: oldestMs ?? nowMs,
    detail: late ? `a mail has been waiting for ${duration(nowMs - oldestMs)}` : 'no mail waits',
  };
}

/** `5 min`, `90 s`, in the largest unit that is whole. */
export function duration(ms: number): string {
  const seconds = Math.round(ms / 1000);
  if (seconds >= 7200) return `${Math.floor(seconds / 3600)} h`;
  return seconds >= 120 ? `${Math.floor(seconds / 60)} min` : `${seconds} s`;
}
