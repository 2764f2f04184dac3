import type { ClockTrouble, RecentCollection, SourceHealth } from '@/lib/incidents';
import { aheadInWords, isAhead, isOverdue, judgeSources, overdueAfterMs } from '@/lib/incidents';
import type { Backlog } from '@/lib/outbox';
import type { Health } from './health';

export interface Found {
  /** The last closed collections, the newest first. */
  recent: readonly RecentCollection[];
  backlog: Backlog;
  /** Machines whose clock is wrong; absent: none. */
  clocks?: readonly ClockTrouble[];
}

/**
 * What was found; null where the database gave nothing. Mails that wait are shown, and make nobody unwell, nor do
 * `warnings` about settings.
 */
export function judgeHealth(found: Found | null, nowMs: number, warnings: string[] = []): Health {
  const recent = found?.recent ?? null;
  const sources = judgeSources(recent ?? []);
  const newest = recent?.[0];
  const clocks = (found?.clocks ?? []).map(({ says }) => says);
  const trouble = troubleOf(recent, sources, nowMs);
  const bad = sources.filter(({ fresh }) => !fresh);
  const alertsError = newest?.alertsError ?? null;
  const worries = [
    ...(bad.length > 0 ? [`Working without ${listed(bad)}.`] : []),
    ...(alertsError === null ? [] : ['The alerts of the last collection could not be checked.']),
  ];
  const isDegraded = worries.length + clocks.length > 0;
  const isQuiet = !isDegraded && warnings.length === 0;
  const works = isQuiet ? ['All is well.'] : worries;
  const summary = [
    ...(trouble === null ? works : [trouble]),
    ...clocks.map((says) => `${capitalized(says)}.`),
    ...warnings,
  ];
  return {
    status: trouble !== null ? 'down' : isDegraded ? 'degraded' : 'ok',
    summary: summary.join(' '),
    warnings,
    checkedAt: new Date(nowMs).toISOString(),
    database:
      recent === null
        ? { reachable: false, detail: 'It does not answer.' }
        : { reachable: true, detail: 'It answers.' },
    collection: newest === undefined ? null : described(newest, nowMs),
    sources,
    outbox: found === null ? null : waiting(found.backlog, nowMs),
  };
}

/** Why nothing here can be relied on now; null if it can. */
function troubleOf(
  recent: readonly RecentCollection[] | null,
  sources: readonly SourceHealth[],
  nowMs: number,
): string | null {
  if (recent === null) return 'The database does not answer.';
  const newest = recent[0];
  if (newest === undefined) return 'Nothing has been collected yet.';
  if (isAhead(newest, nowMs)) return aheadInWords(newest, nowMs);
  if (isOverdue(newest, nowMs)) {
    const age = ageSeconds(newest, nowMs);
    return `The last collection was closed ${age} s ago; ${overdueAfterMs(newest) / 1000} s is too long.`;
  }
  if (sources.some(({ fresh }) => fresh)) return null;
  return sources.length === 0 ? 'No source was asked.' : `No source succeeds any more: ${listed(sources)}.`;
}

function listed(sources: readonly SourceHealth[]): string {
  return sources.map(({ exchange, reason }) => `${exchange} (${reason})`).join(', ');
}

function described(newest: RecentCollection, nowMs: number): Health['collection'] {
  return {
    slot: new Date(newest.slotMs).toISOString(),
    closedAt: new Date(newest.closedAtMs).toISOString(),
    ageSeconds: ageSeconds(newest, nowMs),
    overdueAfterSeconds: overdueAfterMs(newest) / 1000,
    overdue: isOverdue(newest, nowMs),
  };
}

function capitalized(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function ageSeconds({ closedAtMs }: RecentCollection, nowMs: number): number {
  return secondsSince(closedAtMs, nowMs);
}

function waiting({ waiting, oldestMs }: Backlog, nowMs: number): Health['outbox'] {
  return { waiting, oldestAgeSeconds: oldestMs === null ? null : secondsSince(oldestMs, nowMs) };
}

function secondsSince(atMs: number, nowMs: number): number {
  return Math.max(0, Math.round((nowMs - atMs) / 1000));
}
