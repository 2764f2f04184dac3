import { area, line } from 'd3-shape';
import type { ChartLayout } from './layout';
import { segmentsOf } from './segments';
import type { ChartPoint } from './types';

interface Props {
  layout: ChartLayout;
  points: readonly ChartPoint[];
  resolutionMs: number;
  stroke: string;
  dash?: string;
  /** The area between the extremes of what a point stands for. */
  range?: string;
}

/** One series: a line for each stretch without a gap, and the extremes behind it. */
export function SeriesLine({ points, resolutionMs, ...look }: Props) {
  return segmentsOf(points, resolutionMs).map((segment) => (
    <Segment key={segment[0]?.atMs} points={segment} {...look} />
  ));
}

interface SegmentProps extends Omit<Props, 'resolutionMs'> {}

function Segment({ points, layout: { x, y }, stroke, dash, range }: SegmentProps) {
  const [only, second] = points;
  // A point between two gaps has no line; it is no less a value.
  if (only !== undefined && second === undefined) {
    return <circle cx={x(only.atMs)} cy={y(only.value)} r={1.5} fill={stroke} />;
  }
  const path = line<ChartPoint>()
    .x(({ atMs }) => x(atMs))
    .y(({ value }) => y(value))
    .digits(1);
  const between = area<ChartPoint>()
    .x(({ atMs }) => x(atMs))
    .y0(({ value, min = value }) => y(min))
    .y1(({ value, max = value }) => y(max))
    .digits(1);
  const hasRange = range !== undefined && points.some(({ min }) => min !== undefined);
  return (
    <>
      {hasRange && <path className="chart-range" d={between(points) ?? ''} fill={range} />}
      <path
        className="chart-line"
        d={path(points) ?? ''}
        fill="none"
        stroke={stroke}
        strokeWidth={1.5}
        strokeLinejoin="round"
        strokeDasharray={dash}
      />
    </>
  );
}
