import type { ChartData } from '@/components/chart';
import { laterBaselineMs } from '@/components/chart/baseline-span';
import { ZoneName } from '@/components/time/zone-name';
import { Link } from '@/components/ui/link';
import { Notice } from '@/components/ui/notice';
import { exchangeName } from '@/lib/format/market-name';
import { formatCount, formatPercent, formatValue } from '@/lib/format/number';
import { formatExactTime, formatSpan } from '@/lib/format/time';
import { unitName } from '@/lib/format/unit';
import { type Dimension, MIN_BASELINE_COUNT } from '@/lib/series';
import { chartDataOf } from './chart-data';
import { ComparePicker } from './compare-picker';
import { GraphLegend } from './graph-legend';
import { GraphTable } from './graph-table';
import { indexedTo100 } from './indexed';
import { LiveGraph } from './live-graph';
import { marketStatePath } from './market-paths';
import type { MarketView } from './market-read';
import { RangePicker } from './range-picker';
import { rangeWords } from './range-words';

/** The graph of one metric with its baseline, or beside other markets, and the same as a table. */
export function Graph({ view }: { view: MarketView }) {
  const { snapshot, dimension, metric, report, compared, state } = view;
  const endMs = snapshot.collection?.slotMs ?? 0;
  const values = chartDataOf(report, endMs, metric.hasRatio);
  const others = compared.map((other) => ({
    name: nameOf(other.dimension),
    data: chartDataOf(other.report, endMs, metric.hasRatio),
  }));
  const isCompared = others.length > 0;
  const data = isCompared ? indexedTo100(values, others) : values;
  const unit = isCompared ? '' : unitName(metric.unit, dimension);
  const measure = isCompared ? ' as an index, 100 at the beginning' : unit && ` in ${unit}`;
  const words = rangeWords(state);
  return (
    <figure className="min-w-0">
      <figcaption className="flex flex-wrap items-baseline justify-between gap-x-4 pt-4">
        <h2 className="font-medium">
          {metric.label}
          <span className="font-normal text-muted">{measure}</span>
        </h2>
        <p className="text-xs text-muted">
          {words}, {isHourly(data) ? 'a point' : ''} every {formatSpan(data.resolutionMs)}, times in{' '}
          <ZoneName atMs={endMs} />
        </p>
      </figcaption>
      <p className="max-w-prose pb-1 text-xs text-muted">{metric.description}</p>
      <RangePicker dimension={dimension.name} state={state} shown={values} endMs={endMs} />
      {report.baseline === null && <TooFew points={values.points.length} isDay={state.range === '24h'} />}
      {isCompared && others.length > data.compared.length && (
        <p className="py-1 text-warn">A market without values in this time cannot be compared.</p>
      )}
      {data.points.length === 0 && data.refused.length === 0 ? (
        <p className="my-2 border-y border-hairline py-16 text-center text-muted">
          No believed value of this metric in this time.{' '}
          {(state.span !== null || state.range !== '90d') && (
            <Link
              href={marketStatePath(dimension.name, { ...state, range: '90d', span: null })}
              scroll={false}
              className="text-accent underline"
            >
              Show 90 days
            </Link>
          )}
        </p>
      ) : (
        <LiveGraph
          data={data}
          label={labelOf(view, data, words)}
          unit={unit}
          dimension={dimension.name}
          name={nameOf(dimension)}
          state={state}
        />
      )}
      <GraphLegend data={data} name={nameOf(dimension)} />
      <ComparePicker view={view} />
      <GraphTable
        data={data}
        caption={`${metric.label} of the ${words}${measure}`}
        name={nameOf(dimension)}
      />
    </figure>
  );
}

function nameOf({ base, quote, exchange }: Dimension): string {
  return `${base}-${quote} ${exchangeName(exchange)}`;
}

function isHourly({ points }: ChartData): boolean {
  return points.some(({ min }) => min !== undefined);
}

function TooFew({ points, isDay }: { points: number; isDay: boolean }) {
  return (
    <Notice title="No baseline yet">
      <p>
        A baseline needs {MIN_BASELINE_COUNT} observations before the latest
        {isDay && `; ${Math.max(0, points - 1)} so far`}. Until then there is no ratio, no rank and no alert.
      </p>
    </Notice>
  );
}

function labelOf({ dimension, metric, report }: MarketView, data: ChartData, words: string): string {
  const { latest, baseline } = report;
  const parts = [
    `${metric.label} of ${dimension.base}-${dimension.quote} on ${exchangeName(dimension.exchange)}, ${words}`,
  ];
  if (data.compared.length > 0) {
    parts.push(`as an index beside ${data.compared.map(({ name }) => name).join(', ')}`);
  }
  const laterMs = laterBaselineMs(data);
  const isNow = laterMs === null;
  parts.push(
    `${formatCount(data.points.length)} values${isNow ? `, the latest ${formatValue(latest)}` : ''}`,
  );
  if (baseline !== null) {
    const time = isNow ? '' : ` as of ${formatExactTime(laterMs)}`;
    parts.push(
      `mean ${formatValue(baseline.mean)}, standard deviation ${formatValue(baseline.stddev)}${time}`,
    );
    if (metric.hasRatio) parts.push(`${formatPercent(baseline.stddev / baseline.mean)} of the mean`);
  }
  if (data.refused.length > 0) parts.push(`${formatCount(data.refused.length)} values were not believed`);
  if (data.alerts.length > 0) parts.push(`${formatCount(data.alerts.length)} alerts`);
  return `${parts.join('; ')}.`;
}
