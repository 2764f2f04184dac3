import type { Server } from 'node:net';

/** 4,096 connections may wait. Whoever opens more without end shall not keep the answers back. */
const MAX_WAIT_MS = 250;

/**
 * Resolves once no new connection waits at the server, or after 250 ms. Node takes one a turn of its event loop: while
 * each turn makes a page, a client whose connection is the thousandth would wait for a thousand pages.
 */
export function openAccepted(server: Server): () => Promise<void> {
  let accepted = 0;
  server.on('connection', () => {
    accepted += 1;
  });
  const turn = () => new Promise<void>((resolve) => setImmediate(resolve));
  return async () => {
    const untilMs = performance.now() + MAX_WAIT_MS;
    let before: number;
    do {
      before = accepted;
      await turn();
    } while (accepted > before && performance.now() < untilMs);
  };
}
