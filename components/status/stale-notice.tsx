import { LiveAgo } from '@/components/live/live-ago';
import { Notice } from '@/components/ui/notice';
import type { Status } from '@/lib/queries';
import { isOverdue } from './status-tone';

/** The last collection was older than it may be when this page was made. What grows old later is said elsewhere. */
export function StaleNotice({ status, renderedMs }: { status: Status; renderedMs: number }) {
  const { collection } = status;
  if (collection === null || !isOverdue(status, renderedMs)) return null;
  return (
    <Notice tone="warn" title="These figures are old">
      <p>
        The last collection was <LiveAgo atMs={Date.parse(collection.closedAt)} nowMs={renderedMs} />, and the
        next is overdue. If it does not come, the log of the server says why;{' '}
        <a className="underline" href="/api/health">
          /api/health
        </a>{' '}
        says how it is.
      </p>
    </Notice>
  );
}
