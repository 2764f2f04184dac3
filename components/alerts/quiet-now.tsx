import { Digits } from '@/components/ui/digits';
import { Link } from '@/components/ui/link';
import { TimeAgo } from '@/components/ui/time-ago';
import { marketWords, metricWord } from '@/lib/format/alert-words';
import { marketPath } from '@/lib/format/market-name';
import { formatRatio } from '@/lib/format/number';
import type { UnusualNow } from '@/lib/queries';

interface Props {
  unusual: UnusualNow;
  labelOf: (metric: string) => string;
  nowMs: number;
}

/** That nothing is unusual, since when, and what comes closest. */
export function QuietNow({ unusual: { threshold, quietSinceMs, closest }, labelOf, nowMs }: Props) {
  return (
    <p className="mt-1 text-muted">
      Nothing above {threshold}×{' '}
      {quietSinceMs === null ? (
        'so far'
      ) : (
        <>
          since the last alert ended, <TimeAgo atMs={quietSinceMs} nowMs={nowMs} />
        </>
      )}
      .
      {closest !== null && (
        <>
          {' '}
          Closest: {metricWord(labelOf(closest.metric))} of{' '}
          <Link
            href={marketPath(closest.dimension, closest.metric)}
            className="text-accent underline underline-offset-2"
          >
            {marketWords(closest)}
          </Link>
          ,{' '}
          <span className="figures">
            <Digits>{formatRatio(closest.ratio)}</Digits>
          </span>
          .
        </>
      )}
    </p>
  );
}
