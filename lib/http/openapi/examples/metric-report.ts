import type { MetricReport } from '@/lib/queries';

export const metricReportExample: MetricReport = {
  metric: 'price',
  dimension: 'kraken:BTC-USD',
  asOf: '2026-11-24T12:00:00.000Z',
  quality: 'good',
  venues: { agreeing: 11, listing: 12 },
  latest: 60_500,
  baseline: {
    mean: 60_284.7,
    stddev: 203.4,
    count: 287,
    from: '2026-11-23T12:00:00.000Z',
    to: '2026-11-24T12:00:00.000Z',
  },
  ratio: 60_500 / 60_284.7,
  rank: { stddev: { rank: 3, of: 9120 }, cv: { rank: 8044, of: 9120 } },
  threshold: 3,
  alerts: [],
  graph: {
    range: '24h',
    resolution: 'PT5M',
    points: [
      { at: '2026-11-24T11:50:00.000Z', value: 60_400 },
      { at: '2026-11-24T12:00:00.000Z', value: 60_500 },
    ],
    rejected: [{ at: '2026-11-24T11:55:00.000Z', value: 605_000, reason: 'whole-source', peers: null }],
  },
};
