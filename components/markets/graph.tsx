import { type ChartData, LineChart } from '@/components/chart';
import { exchangeName } from '@/components/format/market-name';
import { formatCount, formatPercent, formatValue } from '@/components/format/number';
import { formatSpan } from '@/components/format/time';
import { unitName } from '@/components/format/unit';
import { Notice } from '@/components/ui/notice';
import { MIN_BASELINE_COUNT } from '@/lib/series';
import { chartDataOf } from './chart-data';
import { GraphLegend } from './graph-legend';
import { GraphTable } from './graph-table';
import type { MarketView } from './market-read';

/** One drawing a width: text in a scaled picture would become too small to read. */
const SIZES = [
  { width: 358, height: 270, className: 'sm:hidden' },
  { width: 700, height: 320, className: 'hidden sm:block lg:hidden' },
  { width: 900, height: 360, className: 'hidden lg:block' },
];

/** The graph of one metric over the last day, with its baseline, and the same as a table. */
export function Graph({ view }: { view: MarketView }) {
  const { snapshot, dimension, metric, report } = view;
  const data = chartDataOf(report, snapshot.collection?.slotMs ?? 0, metric.hasRatio);
  const unit = unitName(metric.unit, dimension);
  const label = labelOf(view, data);
  return (
    <figure>
      <figcaption className="flex flex-wrap items-baseline justify-between gap-x-4 pt-4 pb-2">
        <h2 className="font-medium">
          {metric.label}
          {unit !== '' && <span className="font-normal text-muted"> in {unit}</span>}
        </h2>
        <p className="text-xs text-muted">last 24 h, every {formatSpan(data.resolutionMs)}, times in UTC</p>
      </figcaption>
      <p className="max-w-prose pb-2 text-xs text-muted">{metric.description}</p>
      {report.baseline === null && <TooFew points={data.points.length} />}
      {data.points.length === 0 ? (
        <p className="border-y border-hairline py-16 text-center text-muted">
          No believed value of this metric in the last 24 h.
        </p>
      ) : (
        SIZES.map(({ className, ...size }) => (
          <div key={size.width} className={className}>
            <LineChart data={data} size={size} label={label} />
          </div>
        ))
      )}
      <GraphLegend data={data} />
      <GraphTable data={data} label={metric.label} unit={unit} />
    </figure>
  );
}

function TooFew({ points }: { points: number }) {
  return (
    <Notice title="No baseline yet">
      <p>
        A baseline needs {MIN_BASELINE_COUNT} observations before the latest; {Math.max(0, points - 1)} so
        far.
      </p>
    </Notice>
  );
}

function labelOf({ dimension, metric, report }: MarketView, { points, refused }: ChartData): string {
  const { latest, baseline } = report;
  const parts = [
    `${metric.label} of ${dimension.base}-${dimension.quote} on ${exchangeName(dimension.exchange)}, last 24 hours`,
    `${formatCount(points.length)} values, the latest ${formatValue(latest)}`,
  ];
  if (baseline !== null)
    parts.push(`mean ${formatValue(baseline.mean)}, standard deviation ${formatValue(baseline.stddev)}`);
  if (baseline !== null && metric.hasRatio)
    parts.push(`${formatPercent(baseline.stddev / baseline.mean)} of the mean`);
  if (refused.length > 0) parts.push(`${formatCount(refused.length)} values were not believed`);
  return `${parts.join('; ')}.`;
}
