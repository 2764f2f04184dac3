import type { Ranking } from '@/lib/queries';

export const rankingExample: Ranking = {
  metric: 'price',
  by: 'stddev',
  sort: 'rank',
  order: 'asc',
  asOf: '2026-11-24T12:00:00.000Z',
  ranked: { stddev: 9120, cv: 9120 },
  total: 9344,
  offset: 0,
  limit: 1,
  rows: [
    {
      dimension: 'kraken:BTC-USD',
      exchange: 'kraken',
      base: 'BTC',
      quote: 'USD',
      asOf: '2026-11-24T12:00:00.000Z',
      quality: 'good',
      latest: 60_500,
      mean: 60_284.7,
      stddev: 203.4,
      count: 287,
      cv: 203.4 / 60_284.7,
      ratio: 60_500 / 60_284.7,
      rank: { stddev: 1, cv: 8044 },
    },
  ],
};
