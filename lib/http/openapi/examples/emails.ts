import type { Managed, Mutes, PreviewedWatches, SubscriberList, Watch } from '@/lib/subscribers';

export const watchesExample: Watch[] = [
  { metric: 'price', dimension: null, threshold: 3, direction: 'above' },
  { metric: null, dimension: '*:BTC-*', threshold: 1.5, direction: 'below' },
];

export const signUpExample = { email: 'you@example.com', watches: watchesExample, timeZone: 'Europe/Berlin' };

export const mutesExample: Mutes = {
  email: 'you@example.com',
  mutes: [
    { dimension: '*:SOL-*', until: null },
    { dimension: 'kraken:BTC-USD', until: '2026-11-25T12:00:00.000Z' },
  ],
};

export const managedExample: Managed = {
  email: 'you@example.com',
  status: 'confirmed',
  timeZone: 'Europe/Berlin',
  watches: watchesExample,
  mutes: mutesExample.mutes,
};

export const subscriberListExample: SubscriberList = {
  emails: [{ email: 'you@example.com', status: 'confirmed', since: '2026-11-24T12:00:00.000Z' }],
  next: null,
};

export const confirmedExample = {
  status: 'confirmed',
  manage: `https://metrics.example.com/manage?token=manage.17.1.1803295187.${'x'.repeat(43)}`,
};

export const previewedExample: PreviewedWatches = {
  asOf: '2026-11-24T12:00:00.000Z',
  summary:
    'In the last 24 hours this would have been 2 mails about 5 alerts; in the last 7 days about 6 mails.',
  markets: { checked: 1530, matching: 1530 },
  day: {
    mails: 2,
    alerts: 5,
    exact: true,
    examples: [
      {
        dimension: 'kraken:SOL-USD',
        metric: 'price',
        direction: 'above',
        threshold: 3,
        since: '2026-11-24T09:05:00.000Z',
        ratio: 4.1034,
      },
    ],
  },
  week: { mails: 6, alerts: 14, basis: 'hourly extremes' },
};
