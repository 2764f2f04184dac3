import { formatRatio, formatValue } from '@/lib/format/number';
import { formatExactTime } from '@/lib/format/time';
import { baselineSpan, laterBaselineMs } from './baseline-span';
import type { ChartLayout } from './layout';
import type { ChartPaint } from './paint';
import type { ChartData } from './types';

interface Props {
  layout: ChartLayout;
  data: ChartData;
  paint: ChartPaint;
  zone?: string;
}

/**
 * The mean of the baseline with a band of one standard deviation on either side, and the threshold above it: over the
 * hours that they are of, and with their time where the graph ends before it.
 */
export function BaselineBand({ layout, data, paint, zone }: Props) {
  const { baseline, threshold } = data;
  const span = baselineSpan(data);
  if (baseline === null || span === null) return null;
  const { x, top, bottom, y, domain, digits } = layout;
  const [left, right] = [x(span.fromMs), x(span.toMs)];
  const laterMs = laterBaselineMs(data);
  const time = laterMs === null ? '' : `, ${formatExactTime(laterMs, zone)}`;
  const upper = Math.max(top, y(baseline.mean + baseline.stddev));
  const lower = Math.min(bottom, y(baseline.mean - baseline.stddev));
  const mean = y(baseline.mean);
  const limit = domain.threshold;
  const limitAt = limit?.inReach ? y(limit.value) : top;
  const across = { x1: left, x2: right };
  return (
    <g>
      <rect
        x={left}
        y={upper}
        width={right - left}
        height={Math.max(0, lower - upper)}
        fill={paint.band}
        className="chart-band"
      />
      <line {...across} y1={mean} y2={mean} stroke={paint.mean} strokeDasharray="5 4" />
      {limit?.inReach && (
        <line {...across} y1={limitAt} y2={limitAt} stroke={paint.threshold} strokeDasharray="2 3" />
      )}
      {limit !== null && threshold !== null && (
        <text
          x={limit.inReach ? left + 4 : right}
          y={limitAt - (limit.inReach ? 6 : 12)}
          textAnchor={limit.inReach ? 'start' : 'end'}
          fontSize={11}
          fill={paint.threshold}
          stroke={paint.ground}
          strokeWidth={4}
          paintOrder="stroke"
        >
          {digits(
            `${formatRatio(threshold).replace('.00', '')} mean = ${formatValue(limit.value)}${time}${limit.inReach ? '' : ' ↑'}`,
          )}
        </text>
      )}
    </g>
  );
}
