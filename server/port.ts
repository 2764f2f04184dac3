import { setTimeout as sleep } from 'node:timers/promises';
import type { Env } from '@/lib/platform/env';
import { listenFault } from '@/server/postgres';
import { StartError } from './say';

/** Throws StartError if this process cannot listen on the port of the settings. */
export async function requireFreePort({ host, port }: Pick<Env, 'host' | 'port'>): Promise<void> {
  let fault = await listenFault(port, host);
  // A server that was killed a moment ago may still hold it.
  for (let tries = 1; fault?.code === 'EADDRINUSE' && tries < 8; tries += 1) {
    await sleep(250);
    fault = await listenFault(port, host);
  }
  if (fault !== null) throw new StartError(wordsFor(fault, host, port));
}

/** The same for an error of the server itself, which may come later; any other error is returned as it is. */
export function listenError(error: unknown, { host, port }: Pick<Env, 'host' | 'port'>): unknown {
  const isOurs = error instanceof Error && 'syscall' in error && error.syscall === 'listen';
  if (!isOurs || !('code' in error)) return error;
  return new StartError(wordsFor({ code: String(error.code), message: error.message }, host, port));
}

function wordsFor(
  { code, message }: { code?: string; message: string },
  host: string | undefined,
  port: number,
): string {
  switch (code) {
    case 'EADDRINUSE':
      return `port ${port} is in use: stop what uses it, or set PORT to another`;
    case 'EACCES':
      return (
        `this user may not listen on port ${port}: set PORT to 1024 or above, such as PORT=3000, ` +
        'with a proxy before it if people should use another port'
      );
    case 'EADDRNOTAVAIL':
    case 'EAFNOSUPPORT':
    case 'EINVAL':
      return `HOST is "${host}", which is no address of this machine: leave HOST out to listen on all of them, or write one of \`ip address\``;
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return `HOST is "${host}", a name that cannot be resolved: write an address of this machine, such as HOST=127.0.0.1`;
    default:
      return `cannot listen on port ${port} (${message}): set HOST and PORT to an address that can be used`;
  }
}
