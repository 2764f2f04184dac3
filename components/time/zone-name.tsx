'use client';

import { formatZone } from '@/lib/format/time';
import { useZone } from './use-zone';

/** What the chosen zone is called at a time, for times that stand beside it without one. */
export function ZoneName({ atMs }: { atMs: number }) {
  const zone = useZone();
  return <span title={zone}>{formatZone(atMs, zone)}</span>;
}
