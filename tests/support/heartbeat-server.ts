import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What a dead man's switch is on our side of the network: it notes each call, and answers what it is told to. */
export interface HeartbeatServer {
  url: string;
  /** Method and path of each call. */
  calls: string[];
  /** The next call, once it has come. */
  next(): Promise<void>;
  close(): Promise<void>;
}

/** Answers the calls by these, one after the other, the last one again and again. */
export async function startHeartbeatServer(
  answers: ((response: ServerResponse) => void)[] = [(response) => response.end('OK')],
): Promise<HeartbeatServer> {
  const calls: string[] = [];
  const waiting: (() => void)[] = [];
  const server = createServer((request, response) => {
    const answer = answers[Math.min(calls.length, answers.length - 1)];
    calls.push(`${request.method} ${request.url}`);
    answer?.(response);
    for (const resolve of waiting.splice(0)) resolve();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/api/push/hush?status=up&msg=OK&ping=`,
    calls,
    next: () => new Promise((resolve) => waiting.push(resolve)),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
