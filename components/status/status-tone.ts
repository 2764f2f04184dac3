import type { Status } from '@/lib/monitor';

/** True once a new collection should have been there long ago. */
export function isOverdue({ collection }: Status, nowMs: number): boolean {
  return collection !== null && nowMs > Date.parse(collection.overdueAt);
}

/** How the collection is as a whole: all well; late or without some sources; without any source. */
export function statusTone(status: Status, nowMs: number): 'good' | 'warn' | 'bad' {
  const { sources } = status;
  if (sources.fresh === 0 && sources.all > 0) return 'bad';
  return isOverdue(status, nowMs) || sources.fresh < sources.all ? 'warn' : 'good';
}
