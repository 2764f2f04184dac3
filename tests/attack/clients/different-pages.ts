import { setTimeout as sleep } from 'node:timers/promises';
import type { Attack } from '@/tests/attack/attack';
import { openMany, rawGet, sendAtOnce } from './raw';

/** Each of these pages exists, and none of them is kept yet. */
export const differentPages: Attack = {
  name: '1,000 connections that ask for the page of a market each',
  watchSeconds: 10,
  async run({ port, markets, metrics }) {
    const sockets = await openMany(1000, async (i) => {
      const market = encodeURIComponent(markets[i % markets.length] ?? '');
      const socket = await sendAtOnce(
        port,
        rawGet(`/markets/${market}?metric=${metrics[i % metrics.length]}`),
      );
      return socket.resume();
    });
    await sleep(5000);
    for (const socket of sockets) socket.destroy();
    return [];
  },
};
