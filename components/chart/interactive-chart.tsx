'use client';

import { useEffect } from 'react';
import { Area, ComposedChart, Line, ReferenceArea, ReferenceLine, XAxis, YAxis, ZIndexLayer } from 'recharts';
import type { Digits } from '@/lib/format/digits';
import { comparedLook, Overlay, Underlay } from './chart-body';
import { chartLayout } from './layout';
import { PAGE_PAINT as paint } from './paint';
import { segmentsOf } from './segments';
import type { ChartData, ChartPoint, ChartSize } from './types';

interface Props {
  data: ChartData;
  size: ChartSize;
  zone: string;
  digits: Digits;
  /** Where the crosshair is, and what it points at. */
  active: { atMs: number; value: number | null } | null;
  selection: { fromMs: number; toMs: number } | null;
  /** Called once it is drawn. */
  onReady: () => void;
}

const STILL = {
  isAnimationActive: false,
  dot: false,
  activeDot: false,
  connectNulls: false,
  strokeLinejoin: 'round',
} as const;
/** Above the lines, see recharts' DefaultZIndexes. */
const ABOVE = 700;

/**
 * The same chart as LineChart, by recharts, with a crosshair and a selection. Scales, axes, bands and marks are those of
 * the pure chart, so that it takes that one's place to the pixel.
 */
export function InteractiveChart({ data, size, zone, digits, active, selection, onReady }: Props) {
  useEffect(onReady, [onReady]);
  const layout = chartLayout(data, size, zone, digits);
  const body = { data, layout, paint, zone };
  const { left, right, top, bottom } = layout;
  return (
    <ComposedChart
      width={size.width}
      height={size.height}
      margin={{ top, left, right: size.width - right, bottom: size.height - bottom }}
      data={broken(data.points, data.resolutionMs)}
      accessibilityLayer={false}
      className="chart"
      style={{ width: '100%', height: 'auto' }}
    >
      <Underlay {...body} />
      <XAxis type="number" dataKey="atMs" domain={[data.fromMs, data.toMs]} allowDataOverflow hide />
      <YAxis type="number" domain={[layout.domain.low, layout.domain.high]} allowDataOverflow hide />
      <Area {...STILL} dataKey="range" fill={paint.range} fillOpacity={1} stroke="none" />
      {data.compared.map(({ name, points, resolutionMs }, i) => {
        const { stroke, dash } = comparedLook(paint, i);
        return (
          <Line
            {...STILL}
            key={name}
            name={name}
            data={broken(points, resolutionMs)}
            dataKey="value"
            stroke={stroke}
            strokeDasharray={dash}
            strokeWidth={1.5}
          />
        );
      })}
      <Line {...STILL} dot={LonePoint} dataKey="value" stroke={paint.line} strokeWidth={1.5} />
      {selection !== null && (
        <ReferenceArea x1={selection.fromMs} x2={selection.toMs} fill={paint.line} fillOpacity={0.15} />
      )}
      {active !== null && <ReferenceLine x={active.atMs} stroke={paint.axis} />}
      <ZIndexLayer zIndex={ABOVE}>
        <Overlay {...body} />
        {active !== null && active.value !== null && (
          <circle
            cx={layout.x(active.atMs)}
            cy={layout.y(active.value)}
            r={4.5}
            fill={paint.line}
            stroke={paint.ground}
            strokeWidth={2}
            className="chart-active"
          />
        )}
      </ZIndexLayer>
    </ComposedChart>
  );
}

interface Row {
  atMs: number;
  value: number | null;
  range: [number, number] | null;
  alone: boolean;
}

/** The points with an empty one in each gap, where the line is to break. */
function broken(points: readonly ChartPoint[], resolutionMs: number): Row[] {
  return segmentsOf(points, resolutionMs).flatMap((segment) => {
    const rows = segment.map(({ atMs, value, min, max }): Row => {
      const range: Row['range'] = min === undefined || max === undefined ? null : [min, max];
      return { atMs, value, range, alone: segment.length === 1 };
    });
    const endMs = rows.at(-1)?.atMs ?? 0;
    return [...rows, { atMs: endMs + resolutionMs / 2, value: null, range: null, alone: false }];
  });
}

/** A point between two gaps has no line; it is no less a value. */
function LonePoint({ cx, cy, payload }: { cx?: number; cy?: number; payload?: Row }) {
  return payload?.alone ? <circle cx={cx} cy={cy} r={1.5} fill={paint.line} /> : null;
}
