import { createServer } from 'node:net';

/** True if a server may listen on this port now, of the address or else of all addresses. */
export function isFree(port: number, host?: string): Promise<boolean> {
  return listen(port, host).then(
    () => true,
    () => false,
  );
}

/** Why a server cannot listen on this port now, of the address or else of all addresses; null if it can. */
export function listenFault(port: number, host?: string): Promise<NodeJS.ErrnoException | null> {
  return listen(port, host).then(
    () => null,
    (error: NodeJS.ErrnoException) => error,
  );
}

/** A port of the loopback address that nobody uses now. */
export function freePort(): Promise<number> {
  return listen(0, '127.0.0.1');
}

function listen(port: number, host: string | undefined): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(port, host, () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : port));
    });
  });
}
