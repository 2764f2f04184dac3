import type { ChartLayout } from './layout';
import type { ChartPaint } from './paint';
import type { ChartSpan } from './types';

/** The bar on top of a span: a shade alone is not seen by everybody. */
const BAR = 3;

interface Props {
  layout: ChartLayout;
  spans: readonly ChartSpan[];
  paint: ChartPaint;
}

/** Stretches in which the series was unusual, shaded over the whole height; one that lasts ends with the axis. */
export function AlertSpans({ layout: { x, left, right, top, bottom }, spans, paint }: Props) {
  return (
    <g className="chart-alerts">
      {spans.map(({ fromMs, toMs, label }) => {
        const begin = Math.max(left, x(fromMs));
        const end = Math.min(right, toMs === null ? right : x(toMs));
        if (end < left || begin > right) return null;
        const width = Math.max(2, end - begin);
        return (
          <g key={`${fromMs} ${label}`}>
            <rect x={begin} y={top} width={width} height={bottom - top} fill={paint.alert}>
              <title>{label}</title>
            </rect>
            <rect x={begin} y={top} width={width} height={BAR} fill={paint.threshold} />
          </g>
        );
      })}
    </g>
  );
}
