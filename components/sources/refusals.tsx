import { Figure } from '@/components/ui/figure';
import { Link } from '@/components/ui/link';
import { TimeAgo } from '@/components/ui/time-ago';
import { marketPath } from '@/lib/format/market-name';
import { formatCount } from '@/lib/format/number';
import type { Source } from '@/lib/queries';
import { reasonWords } from './reason-words';

/** What was rejected of an exchange in 24 hours, by reason, with the worst examples. Nothing where nothing was. */
export function Refusals({ rejections, nowMs }: { rejections: Source['rejections']; nowMs: number }) {
  if (rejections.length === 0) return null;
  return (
    <details>
      <summary className="py-1 text-muted hover:text-ink">
        Refused:{' '}
        {rejections.map(({ reason, count }) => `${formatCount(count)} × ${reasonWords(reason)}`).join(', ')}
      </summary>
      <dl className="pb-2 pl-4">
        {rejections.map(({ reason, examples }) => (
          <div key={reason} className="py-1">
            <dt className="text-muted">{reasonWords(reason)}, for example</dt>
            {examples.map((example) => (
              <dd key={`${example.dimension} ${example.at}`} className="flex flex-wrap gap-x-3">
                <Link
                  href={marketPath(example.dimension, example.metric)}
                  className="target break-all hover:text-accent hover:underline"
                >
                  {example.dimension}
                </Link>
                <span className="inline-flex items-center gap-x-1">
                  {example.metric} <Figure value={example.value} />
                </span>
                <span className="inline-flex items-center text-muted">
                  <TimeAgo atMs={Date.parse(example.at)} nowMs={nowMs} />
                </span>
                {example.peers !== null && (
                  <span className="inline-flex basis-full items-center text-muted first-letter:uppercase">
                    {example.peers}
                  </span>
                )}
              </dd>
            ))}
          </div>
        ))}
      </dl>
    </details>
  );
}
