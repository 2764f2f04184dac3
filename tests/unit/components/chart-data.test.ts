import { describe, expect, it } from 'vitest';
import { alertSpans, chartDataOf, durationMs } from '@/components/markets/chart-data';
import { suggestionsIn } from '@/components/markets/market-missing';
import { DAY_MS } from '@/lib/model/time';
import type { MetricReport } from '@/lib/queries';

const END_MS = Date.UTC(2026, 10, 24, 12);

const REPORT: MetricReport = {
  metric: 'price',
  dimension: 'kraken:BTC-USD',
  asOf: '2026-11-24T12:00:00.000Z',
  quality: 'good',
  venues: { agreeing: 4, listing: 4 },
  latest: 2,
  baseline: null,
  ratio: null,
  rank: null,
  threshold: 3,
  alerts: [],
  graph: {
    range: '24h',
    resolution: 'PT5M',
    points: [{ at: '2026-11-24T12:00:00.000Z', value: 2 }],
    rejected: [{ at: '2026-11-24T11:55:00.000Z', value: 20, reason: 'peers', peers: null }],
  },
};

describe('chartDataOf', () => {
  it('ends at the last collection and begins a day before', () => {
    expect(chartDataOf(REPORT, END_MS, true)).toMatchObject({
      fromMs: END_MS - DAY_MS,
      toMs: END_MS,
      resolutionMs: 300_000,
      points: [{ atMs: END_MS, value: 2 }],
      refused: [{ atMs: END_MS - 300_000, value: 20, reason: 'peers' }],
      threshold: 3,
    });
  });

  it('keeps to the ends of a span', () => {
    const graph = { ...REPORT.graph, range: '2026-11-23T00:00:00.000Z/2026-11-23T06:00:00.000Z' };
    const { fromMs, toMs } = chartDataOf({ ...REPORT, graph }, END_MS, true);
    expect([fromMs, toMs]).toEqual([Date.UTC(2026, 10, 23), Date.UTC(2026, 10, 23, 6)]);
  });

  it('has no threshold for a metric without a ratio', () => {
    expect(chartDataOf(REPORT, END_MS, false).threshold).toBeNull();
  });
});

it('durationMs reads hours, minutes and seconds', () => {
  expect(['PT2H', 'PT5M', 'PT30S'].map(durationMs)).toEqual([7_200_000, 300_000, 30_000]);
  expect(durationMs('P1D')).toBeNaN();
});

it('suggestionsIn finds the nearest names that a problem tells', () => {
  const detail =
    'There is no dimension "x". Did you mean kraken:BTC-USD, okx:BTC-USDT? GET /api/list-metrics lists them.';
  expect(suggestionsIn({ detail })).toEqual(['kraken:BTC-USD', 'okx:BTC-USDT']);
  expect(suggestionsIn({ detail: 'There is no dimension "x".' })).toEqual([]);
});

it('alertSpans says how far it went, from when, and until when if it is over', () => {
  const since = '2026-11-24T10:00:00.000Z';
  const open = { direction: 'above' as const, since, until: null, peak: { ratio: 4.1 } };
  const over = {
    direction: 'below' as const,
    since,
    until: '2026-11-24T11:00:00.000Z',
    peak: { ratio: 0.2 },
  };
  const fromMs = END_MS - 2 * 3_600_000;
  expect(alertSpans([open, over])).toEqual([
    { fromMs, toMs: null, label: 'Alert: up to 4.10× the mean, since 24 Nov 2026, 10:00:00 UTC, still open' },
    {
      fromMs,
      toMs: END_MS - 3_600_000,
      label:
        'Alert: down to 0.20× the mean, since 24 Nov 2026, 10:00:00 UTC, until 24 Nov 2026, 11:00:00 UTC',
    },
  ]);
});
