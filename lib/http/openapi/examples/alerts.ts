import type { AlertReport } from '@/lib/alerts';
import type { AlertList } from '@/lib/queries';

export const alertExample: AlertReport = {
  id: '17',
  dimension: 'kraken:SOL-USD',
  exchange: 'kraken',
  base: 'SOL',
  quote: 'USD',
  metric: 'price',
  direction: 'above',
  threshold: 3,
  state: 'open',
  since: '2026-11-24T12:00:00.000Z',
  until: null,
  opening: { value: 584.2, mean: 142.37, ratio: 4.1034 },
  peak: { ratio: 4.2, at: '2026-11-24T12:05:00.000Z' },
  quality: 'good',
  venues: { agreeing: 3, listing: 3 },
};

export const alertListExample: AlertList = {
  asOf: '2026-11-24T12:10:00.000Z',
  threshold: 3,
  alerts: [alertExample],
  next: null,
};

export const alertFeedExample = `<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom">...</feed>`;
