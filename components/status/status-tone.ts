import type { Status } from '@/lib/monitor';

/** How the collection is as a whole: all well; late or without some sources; without any source. */
export function statusTone({ collection, sources }: Status): 'good' | 'warn' | 'bad' {
  if (sources.fresh === 0 && sources.all > 0) return 'bad';
  return collection?.overdue || sources.fresh < sources.all ? 'warn' : 'good';
}
