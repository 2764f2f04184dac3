import { type ScaleLinear, type ScaleTime, scaleLinear, scaleUtc } from 'd3-scale';
import { type Digits, plainDigits } from '@/lib/format/digits';
import { formatTicks } from '@/lib/format/number';
import { timeTicks } from './time-ticks';
import type { ChartData, ChartSize } from './types';
import { type ValueDomain, valueDomain } from './value-domain';

/** The advance of one figure of the axis labels: 11 px of a monospaced face. */
const FIGURE_WIDTH = 6.7;
const ROW_HEIGHT = 62;
const COLUMN_WIDTH = 75;

interface Tick {
  at: number;
  label: string;
}

export interface ChartLayout {
  x: ScaleTime<number, number>;
  y: ScaleLinear<number, number>;
  left: number;
  right: number;
  top: number;
  bottom: number;
  xTicks: Tick[];
  yTicks: Tick[];
  domain: ValueDomain;
  /** How its figures are written. */
  digits: Digits;
}

/** Where everything is, in the pixels of the drawing: scales, margins by the widest label, ticks in the zone. */
export function chartLayout(
  data: ChartData,
  { width, height }: ChartSize,
  zone?: string,
  digits: Digits = plainDigits,
): ChartLayout {
  const domain = valueDomain(data);
  const top = 28;
  const bottom = height - 26;
  const y = scaleLinear([domain.low, domain.high], [bottom, top]);
  const values = y.ticks(Math.max(2, Math.round((bottom - top) / ROW_HEIGHT)));
  const labels = formatTicks(values).map(digits);
  const left = Math.ceil(Math.max(...labels.map((label) => label.length), 1) * FIGURE_WIDTH) + 12;
  const right = width - 10;
  const x = scaleUtc([data.fromMs, data.toMs], [left, right]);
  const times = timeTicks(x, Math.max(2, Math.floor((right - left) / COLUMN_WIDTH)), zone);
  return {
    x,
    y,
    left,
    right,
    top,
    bottom,
    xTicks: times.map(({ atMs, label }) => ({ at: x(atMs), label })),
    yTicks: values.map((value, i) => ({ at: y(value), label: labels[i] ?? '' })),
    domain,
    digits,
  };
}
