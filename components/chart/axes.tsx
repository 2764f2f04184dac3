import type { ChartLayout } from './layout';
import type { ChartPaint } from './paint';

interface Props {
  layout: ChartLayout;
  paint: ChartPaint;
  /** Name the axes in the drawing itself, where no text stands around it. */
  names?: { value: string; time: string };
}

/** Hairlines at the value ticks, and the labels of both axes. */
export function Axes({ layout, paint, names }: Props) {
  const { left, right, top, bottom, xTicks, yTicks } = layout;
  return (
    <g className="chart-axes" fill={paint.text} fontSize={11}>
      {yTicks.map(({ at, label }) => (
        <g key={label}>
          <line x1={left} x2={right} y1={at} y2={at} stroke={paint.grid} />
          <text x={left - 8} y={at} dy="0.32em" textAnchor="end">
            {label}
          </text>
        </g>
      ))}
      <line x1={left} x2={right} y1={bottom} y2={bottom} stroke={paint.axis} />
      {xTicks.map(({ at, label }) => (
        <g key={at}>
          <line x1={at} x2={at} y1={bottom} y2={bottom + 4} stroke={paint.axis} />
          <text x={at} y={bottom + 17} textAnchor={anchorOf(at, layout)}>
            {label}
          </text>
        </g>
      ))}
      {names !== undefined && (
        <>
          <text x={left - 8} y={top - 12} textAnchor="end">
            {names.value}
          </text>
          <text x={left - 8} y={bottom + 17} textAnchor="end">
            {names.time}
          </text>
        </>
      )}
    </g>
  );
}

/** A label at an edge stays inside the drawing. */
function anchorOf(at: number, { left, right }: ChartLayout): 'start' | 'middle' | 'end' {
  if (at < left + 16) return 'start';
  return at > right - 16 ? 'end' : 'middle';
}
