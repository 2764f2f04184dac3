import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { type ChartData, LineChart } from '@/components/chart';
import { chartLayout } from '@/components/chart/layout';
import { segmentsOf } from '@/components/chart/segments';
import { valueDomain } from '@/components/chart/value-domain';
import { MINUTE_MS } from '@/lib/model/time';

const START_MS = Date.UTC(2026, 10, 24);
const SIZE = { width: 860, height: 320 };

const at = (minute: number, value: number) => ({ atMs: START_MS + minute * MINUTE_MS, value });

const DATA: ChartData = {
  fromMs: START_MS,
  toMs: START_MS + 24 * 60 * MINUTE_MS,
  resolutionMs: 5 * MINUTE_MS,
  points: [at(0, 100), at(5, 104), at(10, 96), at(60, 101), at(65, 99)],
  refused: [{ ...at(30, 5_000), reason: 'peers-disagree' }],
  baseline: { mean: 100, stddev: 2, fromMs: START_MS, toMs: START_MS + 24 * 60 * MINUTE_MS },
  threshold: 3,
  alerts: [],
  compared: [],
};

const draw = (data: ChartData) =>
  renderToStaticMarkup(<LineChart data={data} size={SIZE} label="BTC price" />);
const count = (markup: string, pattern: RegExp) => markup.match(pattern)?.length ?? 0;

describe('segmentsOf', () => {
  it('breaks where the distance is over 1.5 times the resolution, and not at exactly that', () => {
    const points = [at(0, 1), at(7.5, 2), at(15.1, 3)];
    expect(segmentsOf(points, 5 * MINUTE_MS)).toEqual([points.slice(0, 2), points.slice(2)]);
  });

  it('finds none where the interval was longer before, but for a step that is longer still', () => {
    const points = [0, 5, 10, 15, 15.5, 16, 16.5, 20, 20.5, 40].map((minute) => at(minute, 1));
    const parts = segmentsOf(points, MINUTE_MS / 2).map((part) =>
      part.map(({ atMs }) => (atMs - START_MS) / MINUTE_MS),
    );
    expect(parts).toEqual([[0, 5, 10, 15, 15.5, 16, 16.5], [20, 20.5], [40]]);
  });

  it('of nothing is nothing', () => {
    expect(segmentsOf([], MINUTE_MS)).toEqual([]);
  });
});

describe('valueDomain', () => {
  it('is not stretched by refused values', () => {
    const { low, high } = valueDomain(DATA);
    expect(low).toBeGreaterThan(90);
    expect(high).toBeLessThan(110);
  });

  it('leaves a threshold out of reach outside, and includes one in reach', () => {
    expect(valueDomain(DATA).threshold).toEqual({ value: 300, inReach: false });
    const near = valueDomain({ ...DATA, points: [at(0, 100), at(5, 260)] });
    expect(near.threshold?.inReach).toBe(true);
    expect(near.high).toBeGreaterThan(300);
  });

  it('gives a constant series, and one that only rounding moves, an axis around it', () => {
    for (const values of [
      [7, 7],
      [7, 7 + 1e-15],
      [0, 0],
    ]) {
      const points = values.map((value, i) => at(i * 5, value));
      const { low, high } = valueDomain({ ...DATA, points, baseline: null });
      expect(low).toBeLessThan(values[0] ?? 0);
      expect(high).toBeGreaterThan(values[0] ?? 0);
    }
  });

  it('does not go below zero for values that do not', () => {
    expect(valueDomain({ ...DATA, points: [at(0, 0), at(5, 10)], baseline: null }).low).toBe(0);
  });
});

describe('LineChart', () => {
  it('draws one line for each stretch without a gap', () => {
    expect(count(draw(DATA), /<path /g)).toBe(2);
  });

  it('draws a lone point as a dot', () => {
    const markup = draw({ ...DATA, points: [at(0, 100), at(60, 101), at(65, 99)] });
    expect(count(markup, /<path /g)).toBe(1);
    expect(count(markup, /r="1.5"/g)).toBe(1);
  });

  it('shows a refused value hollow, at the edge, with its exact value and reason', () => {
    const markup = draw(DATA);
    expect(markup).toContain(`cy="${chartLayout(DATA, SIZE).top}" r="4"`);
    expect(markup).toContain('5,000, not believed: peers-disagree, 24 Nov 2026, 00:30:00 UTC');
  });

  it('names the threshold at the edge when it is out of reach', () => {
    expect(draw(DATA)).toContain('3× mean = 300.00 ↑');
  });

  it('draws no band without a baseline and nothing at all without points', () => {
    const markup = draw({ ...DATA, points: [], refused: [], baseline: null });
    expect(markup).not.toContain('<rect');
    expect(markup).not.toContain('<path');
    expect(markup).not.toContain('NaN');
  });

  it('stays inside the drawing', () => {
    const numbers = [...draw(DATA).matchAll(/ (?:cx|x1|x2)="([^"]+)"/g)].map(([, x]) => Number(x));
    expect(Math.min(...numbers)).toBeGreaterThanOrEqual(0);
    expect(Math.max(...numbers)).toBeLessThanOrEqual(SIZE.width);
  });

  it('shades an alert that lasts up to the edge, and says what it was', () => {
    const from = START_MS + 12 * 60 * MINUTE_MS;
    const markup = draw({ ...DATA, alerts: [{ fromMs: from, toMs: null, label: 'up to 4.10× the mean' }] });
    const { x, right } = chartLayout(DATA, SIZE);
    expect(markup).toContain(`x="${x(from)}" y="28" width="${right - x(from)}"`);
    expect(markup).toContain('<title>up to 4.10× the mean</title>');
  });

  it('leaves out an alert that is over before it begins', () => {
    const alerts = [{ fromMs: START_MS - 2, toMs: START_MS - 1, label: 'long ago' }];
    expect(draw({ ...DATA, alerts })).not.toContain('long ago');
  });

  it('draws the extremes of points that stand for several, and makes room for them', () => {
    const long = {
      ...DATA,
      points: [at(0, 100), at(5, 104)].map((point) => ({ ...point, min: 50, max: 160 })),
    };
    expect(count(draw(long), /class="chart-range"/g)).toBe(1);
    expect(valueDomain(long)).toMatchObject({ low: expect.closeTo(44.5), high: expect.closeTo(165.5) });
    expect(count(draw(DATA), /class="chart-range"/g)).toBe(0);
  });

  it('tells compared series apart by colour and by dash', () => {
    const compared = ['a', 'b', 'c', 'd'].map((name, i) => ({
      name,
      resolutionMs: DATA.resolutionMs,
      points: [at(0, 100 + i), at(5, 101 + i)],
    }));
    const markup = draw({ ...DATA, compared });
    const looks = [...markup.matchAll(/stroke="([^"]+)"[^>]*stroke-dasharray="([^"]+)"[^>]*><\/path>/g)];
    expect(new Set(looks.map(([, stroke]) => stroke)).size).toBe(4);
    expect(new Set(looks.map(([, , dash]) => dash)).size).toBe(4);
  });

  it('has a name', () => {
    expect(draw(DATA)).toContain('role="img" aria-label="BTC price"');
  });
});

describe('the figures of the baseline', () => {
  const HOUR_MS = 60 * MINUTE_MS;
  const END_MS = DATA.toMs;
  const bandOf = (data: ChartData) => {
    const [, x, , width] =
      /<rect x="([\d.]+)" y="([\d.]+)" width="([\d.]+)"[^>]*chart-band/.exec(draw(data)) ?? [];
    const { left, right } = chartLayout(data, SIZE);
    return width === undefined
      ? null
      : [(Number(x) - left) / (right - left), (Number(x) + Number(width) - left) / (right - left)].map(
          (share) => Math.round(share * 100) / 100,
        );
  };

  it('are drawn over the 24 hours that they are of, not over the week before', () => {
    expect(bandOf(DATA)).toEqual([0, 1]);
    expect(bandOf({ ...DATA, fromMs: END_MS - 4 * 24 * HOUR_MS })).toEqual([0.75, 1]);
  });

  it('carry their time in a graph that ends before it, and are not drawn in one of another day', () => {
    const earlier = { ...DATA, toMs: END_MS - 6 * HOUR_MS, threshold: 1.1 };
    expect(bandOf(earlier)).toEqual([0, 1]);
    expect(draw(earlier)).toContain('mean = 110.00, 25 Nov 2026, 00:00:00 UTC');
    expect(draw({ ...DATA, threshold: 1.1 })).toMatch(/mean = 110.00( ↑)?</);
    const dayBefore = { ...earlier, fromMs: START_MS - 24 * HOUR_MS, toMs: START_MS - HOUR_MS };
    expect(bandOf({ ...dayBefore, points: [at(-90, 100), at(-80, 104)] })).toBeNull();
  });
});
