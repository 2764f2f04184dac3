import type { Sparks } from '@/lib/queries';

export const sparksExample: Sparks = {
  metric: 'price',
  from: '2026-11-23T12:00:00.000Z',
  to: '2026-11-24T12:05:00.000Z',
  step: 'PT1H',
  sparks: [
    {
      dimension: 'kraken:BTC-USD',
      values: [59_980, 60_110.5, 60_204],
      low: [59_902.1, 59_940, 60_204],
      high: [60_020, 60_310.2, 60_204],
    },
    {
      dimension: 'kraken:ETH-USD',
      values: [3_012.4, null, 3_020.1],
      low: [3_001, null, 3_020.1],
      high: [3_014.2, null, 3_020.1],
    },
  ],
};
