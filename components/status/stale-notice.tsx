import { Notice } from '@/components/ui/notice';
import { TimeAgo } from '@/components/ui/time-ago';
import type { Status } from '@/lib/monitor';

/** The last collection is older than it may be. */
export function StaleNotice({ status: { collection }, nowMs }: { status: Status; nowMs: number }) {
  if (!collection?.overdue) return null;
  return (
    <Notice tone="warn" title="These figures are old">
      <p>
        The last collection was <TimeAgo atMs={Date.parse(collection.closedAt)} nowMs={nowMs} />, and the next
        is overdue. If it does not come, the log of the server says why;{' '}
        <a className="underline" href="/api/health">
          /api/health
        </a>{' '}
        says how it is.
      </p>
    </Notice>
  );
}
