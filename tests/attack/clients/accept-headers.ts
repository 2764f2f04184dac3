import type { Attack } from '@/tests/attack/attack';
import { askForSeconds } from './load';

/** What a fresh name for a format buys: the same list, made again. */
export const acceptHeaders: Attack = {
  name: 'lists by 24 connections, each request with an Accept header of its own',
  async run({ origin, metrics }) {
    await askForSeconds(origin, { connections: 24, seconds: 10 }, (i) => ({
      path: `/api/rankings?metric=${metrics[i % metrics.length]}`,
      headers: { accept: `x/${i}` },
    }));
    return [];
  },
};
