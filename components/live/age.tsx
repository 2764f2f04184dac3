'use client';

import { useNow } from '@/components/live/use-now';
import { TimeAgo } from '@/components/ui/time-ago';

interface Props {
  asOf: string | null;
  /** When the server rendered it; it goes on from there. */
  nowMs: number;
  staleAfterMs: number;
}

const STEP_MS = 10_000;

/** How old a value is; one that is too old says so in a word, not by its colour alone. */
export function Age({ asOf, nowMs: renderedMs, staleAfterMs }: Props) {
  const nowMs = useNow(renderedMs, STEP_MS);
  if (asOf === null) return <span className="text-muted">never</span>;
  const atMs = Date.parse(asOf);
  const stale = nowMs - atMs > staleAfterMs;
  return (
    <span className={stale ? 'text-warn' : 'text-muted'}>
      {stale && 'stale, '}
      <TimeAgo atMs={atMs} nowMs={nowMs} />
    </span>
  );
}
