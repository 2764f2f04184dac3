'use client';

import { formatClock, formatExactTime } from '@/lib/format/time';
import { useZone } from './use-zone';

/** Hours and minutes in the chosen zone; the whole time with its zone is in the title. */
export function Clock({ atMs }: { atMs: number }) {
  const zone = useZone();
  return (
    <time dateTime={new Date(atMs).toISOString()} title={formatExactTime(atMs, zone)}>
      {formatClock(atMs, zone)}
    </time>
  );
}
