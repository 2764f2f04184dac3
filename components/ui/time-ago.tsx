'use client';

import { useZone } from '@/components/time/use-zone';
import { formatAgo, formatExactTime } from '@/lib/format/time';

/** How long ago it was at the time of rendering; the exact time with its zone is in the title. */
export function TimeAgo({ atMs, nowMs }: { atMs: number; nowMs: number }) {
  const zone = useZone();
  return (
    <time dateTime={new Date(atMs).toISOString()} title={formatExactTime(atMs, zone)}>
      {formatAgo(atMs, nowMs)}
    </time>
  );
}
