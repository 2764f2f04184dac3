import { line } from 'd3-shape';
import { Axes } from './axes';
import { BaselineBand } from './baseline-band';
import { type ChartLayout, chartLayout } from './layout';
import { RefusedMarks } from './refused-marks';
import { segmentsOf } from './segments';
import type { ChartData, ChartPoint, ChartSize } from './types';

interface Props {
  data: ChartData;
  size: ChartSize;
  /** What the picture shows, in a sentence, for those who do not see it. */
  label: string;
}

/** A series as SVG. Pure: colours are CSS variables, sizes are the drawing's own pixels. */
export function LineChart({ data, size, label }: Props) {
  const layout = chartLayout(data, size);
  const last = data.points.at(-1);
  return (
    <svg
      viewBox={`0 0 ${size.width} ${size.height}`}
      width={size.width}
      height={size.height}
      role="img"
      aria-label={label}
      className="chart"
    >
      <Axes layout={layout} />
      <BaselineBand layout={layout} data={data} />
      {segmentsOf(data.points, data.resolutionMs).map((segment) => (
        <Segment key={segment[0]?.atMs} points={segment} layout={layout} />
      ))}
      {last !== undefined && (
        <circle cx={layout.x(last.atMs)} cy={layout.y(last.value)} r={3} fill="var(--chart-line)" />
      )}
      <RefusedMarks layout={layout} marks={data.refused} />
    </svg>
  );
}

function Segment({ points, layout: { x, y } }: { points: readonly ChartPoint[]; layout: ChartLayout }) {
  const [only, second] = points;
  // A point between two gaps has no line; it is no less a value.
  if (only !== undefined && second === undefined) {
    return <circle cx={x(only.atMs)} cy={y(only.value)} r={1.5} fill="var(--chart-line)" />;
  }
  const path = line<ChartPoint>()
    .x(({ atMs }) => x(atMs))
    .y(({ value }) => y(value))
    .digits(1);
  return (
    <path
      d={path(points) ?? ''}
      fill="none"
      stroke="var(--chart-line)"
      strokeWidth={1.5}
      strokeLinejoin="round"
    />
  );
}
