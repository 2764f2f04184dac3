import { formatRatio, formatValue } from '@/components/format/number';
import type { ChartLayout } from './layout';
import type { ChartPaint } from './paint';
import type { ChartData } from './types';

interface Props {
  layout: ChartLayout;
  data: ChartData;
  paint: ChartPaint;
}

/** The mean of the baseline with a band of one standard deviation on either side, and the threshold above it. */
export function BaselineBand({ layout, data: { baseline, threshold }, paint }: Props) {
  if (baseline === null) return null;
  const { left, right, top, bottom, y, domain, digits } = layout;
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
            `${formatRatio(threshold).replace('.00', '')} mean = ${formatValue(limit.value)}${limit.inReach ? '' : ' ↑'}`,
          )}
        </text>
      )}
    </g>
  );
}
