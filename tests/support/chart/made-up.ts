import type { ChartData, ChartPoint, PictureText } from '@/components/chart';
import { HOUR_MS, MINUTE_MS } from '@/lib/model/time';
import { normal, randomFrom } from '@/tests/support/seed/random';

export const END_MS = Date.UTC(2026, 10, 24, 12);

export const TEXT: PictureText = {
  title: 'Price of BTC-USD on Kraken',
  facts: ['24 h to 24 Nov 2026, 12:00 UTC', 'latest 64,231.50', '24 h mean 64,012.88', '1.00× the mean'],
  empty: 'No believed value in this time.',
  names: { value: 'USD', time: 'UTC' },
};

/** A price that walks for `count` steps up to the end. */
function walk(count: number, stepMs: number, isLong = false): ChartPoint[] {
  const random = randomFrom(11);
  let value = 64_000;
  return Array.from({ length: count }, (_, i) => {
    value *= 1 + 0.0012 * normal(random);
    const point = { atMs: END_MS - (count - 1 - i) * stepMs, value };
    return isLong ? { ...point, min: value * 0.995, max: value * (1.002 + 0.006 * random()) } : point;
  });
}

function chart(points: ChartPoint[], hours: number, stepMs: number): ChartData {
  return {
    fromMs: END_MS - hours * HOUR_MS,
    toMs: END_MS,
    resolutionMs: stepMs,
    points,
    refused: [],
    baseline: { mean: 63_900, stddev: 350, fromMs: END_MS - 24 * HOUR_MS, toMs: END_MS },
    threshold: 3,
    alerts: [],
    compared: [],
  };
}

const day = chart(walk(289, 5 * MINUTE_MS), 24, 5 * MINUTE_MS);
const isGap = ({ atMs }: ChartPoint) => atMs > END_MS - 9 * HOUR_MS && atMs < END_MS - 6 * HOUR_MS;

/** What a chart can look like, by name. */
export const CHARTS: Record<string, ChartData> = {
  day,
  gaps: {
    ...day,
    points: day.points.filter((point) => !isGap(point)),
    refused: [8, 7.5, 7].map((hours) => ({
      atMs: END_MS - hours * HOUR_MS,
      value: 640_000,
      reason: 'uncorroborated',
    })),
  },
  alerts: {
    ...day,
    points: day.points.map(({ atMs, value }) => ({
      atMs,
      value: atMs > END_MS - 2 * HOUR_MS ? value * 3.4 : value,
    })),
    alerts: [
      { fromMs: END_MS - 16 * HOUR_MS, toMs: END_MS - 14 * HOUR_MS, label: 'over' },
      { fromMs: END_MS - 2 * HOUR_MS, toMs: null, label: 'open' },
    ],
  },
  'one-point': { ...chart([{ atMs: END_MS, value: 64_231.5 }], 24, 5 * MINUTE_MS), baseline: null },
  'no-point': { ...chart([], 24, 5 * MINUTE_MS), baseline: null },
  '90-days': chart(walk(360, 6 * HOUR_MS, true), 90 * 24, 6 * HOUR_MS),
};
