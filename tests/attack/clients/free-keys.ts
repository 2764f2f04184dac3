import type { Attack } from '@/tests/attack/attack';
import { askForSeconds } from './load';

/** Addresses without end that all mean the same few pages and answers, or nothing at all. */
const SHAPES: ((i: number) => string)[] = [
  (i) => `/?utm_source=${i}`,
  (i) => `/?metric=no-such-${i}`,
  (i) => `/sources?${i}`,
  (i) => `/alerts?x=${i}`,
  (i) => `/alerts?state=${i}`,
  (i) => `/?${'&'.repeat((i % 200) + 1)}x=${i}`,
  (i) => `/api-docs?x=${i}`,
  (i) => `/no-such-page-${i}`,
  (i) => `/markets/no:SUCH-${i}`,
  (i) => `/api/status?x=${i}`,
  (i) => `/api/no-such-route-${i}`,
];

export const freeKeys: Attack = {
  name: '24 connections, each request for an address that nobody asked for before',
  async run({ origin }) {
    await askForSeconds(origin, { connections: 24, seconds: 10 }, (i) => ({
      path: SHAPES[i % SHAPES.length]?.(i) ?? '/',
    }));
    return [];
  },
};
