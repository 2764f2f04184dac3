import { Notice } from '@/components/ui/notice';

export interface Plan {
  sources: readonly string[];
  intervalSeconds: number;
  /** False where nothing collects by itself. */
  scheduled: boolean;
}

/** Before the first collection there is nothing to show: what happens now, and what to do if it does not. */
export function FirstCollection({ sources, intervalSeconds, scheduled }: Plan) {
  if (!scheduled) {
    return (
      <Notice title="Nothing has been collected yet">
        <p>
          This server collects only when it is called (SCHEDULER=off): call GET /api/cron/collect with the
          CRON_SECRET, and load this page again.
        </p>
      </Notice>
    );
  }
  return (
    <Notice title="The first collection is under way">
      <p>
        {sources.length} sources are being asked: {sources.join(', ')}. It takes about half a minute, and is
        repeated every {spoken(intervalSeconds)}. This page shows it when it is there.
      </p>
    </Notice>
  );
}

function spoken(seconds: number): string {
  return seconds % 60 === 0 ? `${seconds / 60} min` : `${seconds} s`;
}
