import { setTimeout as sleep } from 'node:timers/promises';
import type { Attack } from '@/tests/attack/attack';
import { rawGet, sendAtOnce } from './raw';

/** Requests that are answered for one client alone. */
const HEADERS: Record<string, string>[] = [
  { RSC: '1' },
  { Range: 'bytes=0-' },
  { Cookie: 'tracker-x=1' },
  { Authorization: 'Bearer none' },
];

export const unsharedRequests: Attack = {
  name: '400 pipelined GET / that no cache may answer (RSC, Range, cookie, ...), closed after 50 ms',
  watchSeconds: 10,
  inSuite: true,
  async run({ port }) {
    for (const headers of HEADERS) {
      const socket = await sendAtOnce(
        port,
        Array.from({ length: 100 }, (_, i) => rawGet(`/?x=${i}`, headers)).join(''),
      );
      await sleep(50);
      socket.destroy();
    }
    return [];
  },
};
