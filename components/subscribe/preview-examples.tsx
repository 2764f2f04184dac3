import { Link } from '@/components/ui/link';
import { times } from '@/lib/format/alert-words';
import { marketPath } from '@/lib/format/market-name';
import { formatExactTime } from '@/lib/format/time';
import type { PreviewedWatches } from '@/lib/subscribers';

/** Which alerts these would have been, the newest first. */
export function PreviewExamples({ of: { day } }: { of: PreviewedWatches }) {
  if (day.examples.length === 0) return null;
  return (
    <section aria-labelledby="examples" className="w-full">
      <h2 id="examples" className="font-medium">
        {day.examples.length < day.alerts ? 'The newest of these alerts' : 'These alerts'}
      </h2>
      <ul className="mt-2 divide-y divide-hairline border-y border-hairline">
        {day.examples.map(({ dimension, metric, since, ratio, threshold, direction }) => (
          <li
            key={`${dimension} ${metric} ${since} ${direction} ${threshold}`}
            className="flex flex-wrap gap-x-4"
          >
            <Link
              href={marketPath(dimension, metric)}
              className="target text-accent underline underline-offset-2"
            >
              {dimension}
            </Link>
            <span className="target text-muted">{metric.replaceAll('_', ' ')}</span>
            <span className="target figures">{times(ratio)}</span>
            <span className="target text-muted">{formatExactTime(Date.parse(since))}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
