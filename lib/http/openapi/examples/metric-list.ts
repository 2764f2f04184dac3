import type { MetricList } from '@/lib/queries';

export const metricListExample: MetricList = {
  metrics: [
    { name: 'price', label: 'Price', unit: 'quote currency', description: 'Price of the last trade.' },
  ],
  dimensions: [
    {
      name: 'kraken:BTC-USD',
      exchange: 'kraken',
      base: 'BTC',
      quote: 'USD',
      lastSeenAt: '2026-11-24T12:00:00.000Z',
    },
  ],
};
