import type { Status } from '@/lib/queries';

/** True once a new collection should have been there long ago. */
export function isOverdue({ collection }: Status, nowMs: number): boolean {
  return collection !== null && nowMs > Date.parse(collection.overdueAt);
}

/** How the collection is as a whole: complete and on time; late or incomplete; without any exchange. */
export function statusTone(status: Status, nowMs: number): 'good' | 'warn' | 'bad' {
  const { sources } = status;
  if (sources.fresh === 0 && sources.all > 0) return 'bad';
  const isComplete = sources.fresh === sources.all && sources.partial.length === 0;
  return isOverdue(status, nowMs) || !isComplete ? 'warn' : 'good';
}
