import type { Status } from '@/lib/queries';

export const statusExample: Status = {
  version: '8121.0',
  collection: {
    slot: '2026-11-24T12:00:00.000Z',
    closedAt: '2026-11-24T12:00:09.412Z',
    nextDueAt: '2026-11-24T12:05:09.412Z',
    overdueAt: '2026-11-24T12:15:09.412Z',
  },
  sources: {
    fresh: 13,
    all: 14,
    notFresh: [{ exchange: 'gemini', reason: 'HTTP 503: Service Unavailable' }],
    partial: [],
  },
  markets: 9344,
  trouble: null,
};
