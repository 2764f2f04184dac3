import type { IncomingMessage, ServerResponse } from 'node:http';
import { pipeline } from 'node:stream/promises';

/** Of the origin's connection, not of the client's. */
const OF_CONNECTION = ['connection', 'keep-alive', 'transfer-encoding'];

/** Passes an answer on as it comes, of which `begun` was read already. A client that goes away ends it. */
export async function passOn(
  { answer, begun }: { answer: IncomingMessage; begun: Buffer[] },
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const headers = Object.entries(answer.headers).filter(([name]) => !OF_CONNECTION.includes(name));
  response.writeHead(answer.statusCode ?? 502, Object.fromEntries(headers));
  if (request.method === 'HEAD') {
    answer.destroy();
    response.end();
    return;
  }
  for (const chunk of begun) response.write(chunk);
  await pipeline(answer, response);
}
