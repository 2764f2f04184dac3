'use client';

import { TimeAgo } from '@/components/ui/time-ago';
import { useNow } from './use-now';

interface Props {
  atMs: number;
  /** When the server rendered it. */
  nowMs: number;
  /** How often it is told anew. */
  stepMs?: number;
}

/** How long ago something was, which goes on while the page is open. */
export function LiveAgo({ atMs, nowMs, stepMs }: Props) {
  return <TimeAgo atMs={atMs} nowMs={useNow(nowMs, stepMs)} />;
}
