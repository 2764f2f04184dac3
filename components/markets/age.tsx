import { TimeAgo } from '@/components/ui/time-ago';

interface Props {
  asOf: string | null;
  nowMs: number;
  staleAfterMs: number;
}

/** How old a value is; one that is too old says so in a word, not by its colour alone. */
export function Age({ asOf, nowMs, staleAfterMs }: Props) {
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
