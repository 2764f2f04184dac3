import { formatAgo, formatExactTime } from '@/components/format/time';

/** How long ago it was at the time of rendering; the exact time with its zone is in the title. */
export function TimeAgo({ atMs, nowMs }: { atMs: number; nowMs: number }) {
  return (
    <time dateTime={new Date(atMs).toISOString()} title={formatExactTime(atMs)}>
      {formatAgo(atMs, nowMs)}
    </time>
  );
}
