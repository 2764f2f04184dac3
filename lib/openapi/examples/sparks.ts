import type { Sparks } from '@/lib/metrics';

export const sparksExample: Sparks = {
  metric: 'price',
  from: '2026-11-23T12:00:00.000Z',
  to: '2026-11-24T12:00:00.000Z',
  step: 'PT30M',
  sparks: [
    { dimension: 'kraken:BTC-USD', values: [59_980, 60_110.5, 60_204] },
    { dimension: 'kraken:ETH-USD', values: [3_012.4, null, 3_020.1] },
  ],
};
