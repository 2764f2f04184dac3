'use client';

import { formatExactTime } from '@/lib/format/time';
import { useZone } from './use-zone';

/** The whole time in the chosen zone, which it names. */
export function ExactTime({ atMs }: { atMs: number }) {
  const zone = useZone();
  return <time dateTime={new Date(atMs).toISOString()}>{formatExactTime(atMs, zone)}</time>;
}
