import { setTimeout as sleep } from 'node:timers/promises';
import type { Attack, Target } from '@/tests/attack/attack';
import { rawGet, sendAtOnce } from './raw';

/** One packet of requests, each for an address of its own, and nobody who waits for the answers. */
async function sendAndLeave({ port }: Target, path: string, count: number): Promise<void> {
  const packet = Array.from({ length: count }, (_, i) => rawGet(`${path}?x=${count}-${i}`)).join('');
  const socket = await sendAtOnce(port, packet);
  await sleep(50);
  socket.destroy();
}

const attackOn = (path: string): Attack => ({
  name: `100, then 500 pipelined GET ${path}?x=N, closed after 50 ms`,
  watchSeconds: 10,
  inSuite: true,
  async run(target) {
    await sendAndLeave(target, path, 100);
    await sleep(2000);
    await sendAndLeave(target, path, 500);
    return [];
  },
});

export const pipelinedPages = attackOn('/');
export const pipelinedApiDocs = attackOn('/api-docs');
