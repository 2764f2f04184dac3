import { Spark } from '@/components/chart/spark';
import { Digits } from '@/components/ui/digits';
import { Figure } from '@/components/ui/figure';
import { Link } from '@/components/ui/link';
import { formatRatio } from '@/lib/format/number';
import { ratioOf } from '@/lib/series';
import { marketStatePath } from './market-paths';
import type { MarketView } from './market-read';

/** Every metric of the market with its latest value, its ratio and its last day; the one shown is marked. */
export function MetricTabs({ view: { snapshot, dimension, metric, profile, state } }: { view: MarketView }) {
  const { stats, metrics, rowOf } = snapshot;
  const row = rowOf.get(dimension.id);
  const lines = new Map(profile.map((one) => [one.metric, one.line]));
  return (
    <nav aria-label="Metrics of this market" className="border-y border-hairline">
      <ul className="flex overflow-x-auto lg:grid lg:grid-cols-7 lg:overflow-visible">
        {metrics.map(({ name, label, position, hasRatio }) => {
          const latest =
            row === undefined
              ? Number.NaN
              : (stats.latest[row * stats.metricCount + position - 1] ?? Number.NaN);
          const ratio = row === undefined || !hasRatio ? null : ratioOf(stats, row, position - 1);
          const shown = name === metric.name;
          const line = lines.get(name);
          return (
            <li key={name} className="min-w-32 shrink-0 lg:min-w-0">
              <Link
                href={marketStatePath(dimension.name, { ...state, metric: name })}
                scroll={false}
                aria-current={shown ? 'page' : undefined}
                className={`block h-full border-b-2 px-3 py-2 outline-offset-[-2px] hover:bg-raised ${shown ? 'border-accent' : 'border-transparent'}`}
              >
                <span className={`block truncate text-xs ${shown ? 'font-medium text-ink' : 'text-muted'}`}>
                  {label}
                </span>
                <span className="flex items-baseline justify-between gap-2">
                  <Figure value={Number.isFinite(latest) ? latest : null} />
                  {ratio !== null && (
                    <span className="figures text-xs text-muted" title="latest / 24 h mean">
                      <Digits>{formatRatio(ratio)}</Digits>
                    </span>
                  )}
                </span>
                {line && <Spark line={line} />}
              </Link>
            </li>
          );
        })}
      </ul>
    </nav>
  );
}
