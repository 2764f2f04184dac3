import { ExactTime } from '@/components/time/exact-time';
import { Badge } from '@/components/ui/badge';
import { Digits } from '@/components/ui/digits';
import { Link } from '@/components/ui/link';
import { formatRatio } from '@/lib/format/number';
import { HOUR_MS } from '@/lib/model/time';
import { marketStatePath } from './market-paths';
import type { MarketView } from './market-read';

/** When this series was unusual, the newest first, each with a way to that moment in the graph. */
export function MarketAlerts({ view: { metric, dimension, report, state } }: { view: MarketView }) {
  const { alerts } = report;
  return (
    <section aria-labelledby="alerts" className="border-t border-hairline py-4">
      <h2 id="alerts" className="font-medium">
        Alerts
      </h2>
      {alerts.length === 0 ? (
        <p className="mt-1 text-muted">
          {metric.hasRatio
            ? `None of ${metric.label} here in this time.`
            : `${metric.label} has no ratio, and so no alerts.`}
        </p>
      ) : (
        <ul className="mt-1">
          {[...alerts].reverse().map(({ id, direction, since, until, peak, state: condition }) => {
            const fromMs = Date.parse(since) - 3 * HOUR_MS;
            const toMs = (until === null ? Date.parse(since) : Date.parse(until)) + 3 * HOUR_MS;
            return (
              <li key={id} className="border-t border-hairline py-1 first:border-t-0">
                <Link
                  href={marketStatePath(dimension.name, { ...state, span: { fromMs, toMs } })}
                  scroll={false}
                  className="target flex-wrap gap-x-2 hover:text-accent hover:underline"
                >
                  <span>
                    {direction === 'above' ? 'up' : 'down'} to{' '}
                    <span className="figures">
                      <Digits>{formatRatio(peak.ratio)}</Digits>
                    </span>
                  </span>
                  <span className="text-xs text-muted">
                    since <ExactTime atMs={Date.parse(since)} />
                    {until !== null && (
                      <>
                        {' '}
                        until <ExactTime atMs={Date.parse(until)} />
                      </>
                    )}
                  </span>
                </Link>{' '}
                {until === null && (
                  <Badge tone="bad">{condition === 'stale' ? 'open, not seen any more' : 'open'}</Badge>
                )}
              </li>
            );
          })}
        </ul>
      )}
    </section>
  );
}
