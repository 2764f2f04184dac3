import { setTimeout as sleep } from 'node:timers/promises';
import type { Attack, Target } from '@/tests/attack/attack';
import { openMany, rawGet, sendAtOnce } from './raw';

const HOLD_SECONDS = 8;

const csv = ({ metrics }: Target, i: number) =>
  rawGet(`/api/rankings?metric=${metrics[i % metrics.length]}&format=csv`);

/** Without Accept-Encoding: the largest form of an answer. */
export const unreadPipeline: Attack = {
  name: '800 pipelined CSVs on one connection that never reads',
  async run(target) {
    const socket = await sendAtOnce(
      target.port,
      Array.from({ length: 800 }, (_, i) => csv(target, i)).join(''),
    );
    socket.pause();
    await sleep(1000 * HOLD_SECONDS);
    socket.destroy();
    return [];
  },
};

export const unreadConnections: Attack = {
  name: '1,000 connections that ask for a CSV each and never read',
  inSuite: true,
  async run(target) {
    const sockets = await openMany(1000, async (i) =>
      (await sendAtOnce(target.port, csv(target, i))).pause(),
    );
    await sleep(1000 * HOLD_SECONDS);
    for (const socket of sockets) socket.destroy();
    return [];
  },
};
