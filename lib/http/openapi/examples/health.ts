import type { Health } from '@/lib/queries';

const okx = {
  exchange: 'okx',
  fresh: false,
  state: 'failed',
  lastSuccessAt: null,
  reason: 'no success in the last 3 collections: HTTP 502 from okx',
} as const;

export const healthExample: Health = {
  status: 'degraded',
  summary: `Working without okx (${okx.reason}).`,
  warnings: [],
  checkedAt: '2026-11-24T12:02:00.000Z',
  database: { reachable: true, detail: 'It answers.' },
  collection: {
    slot: '2026-11-24T12:00:00.000Z',
    closedAt: '2026-11-24T12:00:20.000Z',
    ageSeconds: 100,
    overdueAfterSeconds: 900,
    overdue: false,
  },
  sources: [
    {
      exchange: 'kraken',
      fresh: true,
      state: 'accepted',
      lastSuccessAt: '2026-11-24T12:00:00.000Z',
      reason: null,
    },
    okx,
  ],
  outbox: { waiting: 2, oldestAgeSeconds: 3 },
};

export const unhealthyExample: Health = {
  status: 'down',
  summary: 'The database does not answer.',
  warnings: [],
  checkedAt: '2026-11-24T12:02:00.000Z',
  database: { reachable: false, detail: 'It does not answer.' },
  collection: null,
  outbox: null,
  sources: [],
};
