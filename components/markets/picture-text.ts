import type { ChartData, PictureText } from '@/components/chart';
import { baselineSpan, laterBaselineMs } from '@/components/chart/baseline-span';
import { exchangeName } from '@/lib/format/market-name';
import { formatRatio, formatValue } from '@/lib/format/number';
import { formatExactTime, formatSpan } from '@/lib/format/time';
import { unitName } from '@/lib/format/unit';
import type { MetricReport } from '@/lib/queries';
import { type Dimension, type Metric, MIN_BASELINE_COUNT } from '@/lib/series';

/** What is written on a picture of a graph, which has no page around it. */
export function pictureText(
  { latest, ratio, baseline, quality }: MetricReport,
  { label, unit }: Metric,
  dimension: Dimension,
  data: ChartData,
): PictureText {
  const { fromMs, toMs, points } = data;
  const { base, quote, exchange } = dimension;
  const name = unitName(unit, dimension);
  const facts = [`${formatSpan(toMs - fromMs)} to ${minuteOf(toMs)}`];
  const laterMs = laterBaselineMs(data);
  if (laterMs === null) {
    facts.push(
      latest === null ? 'no latest value' : `latest ${formatValue(latest)}`,
      baseline === null
        ? `no baseline below ${MIN_BASELINE_COUNT} observations`
        : `24 h mean ${formatValue(baseline.mean)}`,
    );
    if (ratio !== null) facts.push(`${formatRatio(ratio)} the mean`);
  } else if (baseline !== null && baselineSpan(data) !== null) {
    // The graph ends in the past: the latest value and its ratio are of another moment, and left out.
    facts.push(`24 h mean ${formatValue(baseline.mean)} as of ${minuteOf(laterMs)}`);
  }
  if (quality === 'single-venue') facts.push('one venue only');
  return {
    title: `${label} of ${base}-${quote} on ${exchangeName(exchange)}`,
    facts,
    empty: points.length === 0 ? 'No believed value in this time.' : '',
    names: { value: name, time: 'UTC' },
  };
}

const minuteOf = (atMs: number) => formatExactTime(atMs).replace(/:\d\d UTC$/, ' UTC');
