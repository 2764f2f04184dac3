import { setTimeout as sleep } from 'node:timers/promises';
import { isFree } from '@/lib/db/embedded';
import { StartError } from './say';

/** Throws StartError if something else listens on the port. */
export async function requireFreePort(port: number): Promise<void> {
  // A server that was killed a moment ago may still hold it.
  for (let tries = 0; tries < 8; tries += 1) {
    if (await isFree(port)) return;
    await sleep(250);
  }
  throw new StartError(`port ${port} is in use: stop what uses it, or set PORT to another`);
}
