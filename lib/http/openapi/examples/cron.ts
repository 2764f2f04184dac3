import type { CollectOutcome } from '@/lib/collect';
import type { Maintained } from '@/lib/collect/maintenance';
import type { Watched } from '@/lib/incidents';

export const collectedExample: CollectOutcome = {
  state: 'collected',
  slot: '2026-11-24T12:00:00.000Z',
  collectionId: 8123,
  observations: 1418,
  rejections: 4,
  sources: [
    {
      exchange: 'kraken',
      state: 'accepted',
      reason: null,
      elapsedMs: 812,
      attempts: 1,
      listed: 1530,
      priced: 1422,
      stored: 1418,
      refused: 4,
      medianStep: 1.0004,
      waitUntil: null,
      well: true,
      stale: 0,
      unlisted: 312,
    },
  ],
  restarts: [],
  setAside: null,
  offline: false,
  elapsedMs: 2210,
};

export const maintainedExample: Maintained & { unconfirmed: number } = {
  hoursRolledUp: 1,
  observations: 17_016,
  rollups: 1418,
  rejections: 12,
  collections: 12,
  leases: 0,
  episodes: 2,
  messages: 5,
  mails: 131,
  alerts: 12,
  unconfirmed: 0,
  more: false,
};

export const watchedExample: Watched = { database: 'reachable', notices: ['okx fails'] };
