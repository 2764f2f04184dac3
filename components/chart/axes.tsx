import type { ChartLayout } from './layout';

/** Hairlines at the value ticks, and the labels of both axes. */
export function Axes({ layout }: { layout: ChartLayout }) {
  const { left, right, bottom, xTicks, yTicks } = layout;
  return (
    <g className="chart-axes">
      {yTicks.map(({ at, label }) => (
        <g key={label}>
          <line x1={left} x2={right} y1={at} y2={at} stroke="var(--chart-grid)" />
          <text x={left - 8} y={at} dy="0.32em" textAnchor="end">
            {label}
          </text>
        </g>
      ))}
      <line x1={left} x2={right} y1={bottom} y2={bottom} stroke="var(--chart-axis)" />
      {xTicks.map(({ at, label }) => (
        <g key={at}>
          <line x1={at} x2={at} y1={bottom} y2={bottom + 4} stroke="var(--chart-axis)" />
          <text x={at} y={bottom + 17} textAnchor={anchorOf(at, layout)}>
            {label}
          </text>
        </g>
      ))}
    </g>
  );
}

/** A label at an edge stays inside the drawing. */
function anchorOf(at: number, { left, right }: ChartLayout): 'start' | 'middle' | 'end' {
  if (at < left + 16) return 'start';
  return at > right - 16 ? 'end' : 'middle';
}
