import type { SourceReport } from '@/lib/queries';

export const sourceReportExample: SourceReport = {
  asOf: '2026-11-24T12:00:00.000Z',
  cellSeconds: 300,
  sources: [
    {
      exchange: 'kraken',
      state: 'well',
      reason: null,
      waitUntil: null,
      since: '2026-11-24T11:40:00.000Z',
      lastSuccessAt: '2026-11-24T12:00:00.000Z',
      latency: { lastMs: 812, medianMs: 790 },
      markets: { listed: 1530, priced: 1422, stored: 1418, unlisted: 312 },
      rejections: [
        {
          reason: 'crossed-book',
          count: 96,
          examples: [
            {
              dimension: 'kraken:XYZ-USD',
              at: '2026-11-24T12:00:00.000Z',
              metric: 'bid',
              value: 1.0231,
              peers: null,
            },
          ],
        },
        {
          reason: 'uncorroborated',
          count: 1,
          examples: [
            {
              dimension: 'kraken:ABC-USD',
              at: '2026-11-24T12:00:00.000Z',
              metric: 'price',
              value: 12.5,
              peers: 'its price is 10.02x its baseline, while 4 of 5 other venues agree on 1.01x',
            },
          ],
        },
      ],
      strip: [
        { from: '2026-11-24T11:55:00.000Z', state: 'well' },
        { from: '2026-11-24T12:00:00.000Z', state: 'well' },
      ],
    },
  ],
};
