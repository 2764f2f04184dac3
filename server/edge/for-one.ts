import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AskInTurn } from './lanes';
import { passOn } from './pass-on';
import type { Lane } from './routes';
import type { Unread } from './unread';

export interface ForOneDeps {
  ask: AskInTurn;
  unread: Unread;
  clientOf: (request: IncomingMessage) => string;
}

/** Of the client's connection, or of a body, which a GET does not have. */
const NOT_FORWARDED = [
  'connection',
  'content-length',
  'expect',
  'keep-alive',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
  // What the origin compresses, nothing behind it can look into.
  'accept-encoding',
];

/** Asks the origin what one client wants to know, in its turn, and passes the answer on. Ends with the client. */
export async function forOne(
  { ask, unread, clientOf }: ForOneDeps,
  lane: Lane,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { method = 'GET', url = '/', headers, socket } = request;
  const gone = new AbortController();
  response.once('close', () => gone.abort());
  const job = { client: clientOf(request), isRenewal: false, signal: gone.signal };
  const answer = await ask(lane, job, {
    method,
    url,
    headers: Object.fromEntries(Object.entries(headers).filter(([name]) => !NOT_FORWARDED.includes(name))),
    remoteAddress: socket.remoteAddress,
  });
  await passOn({ answer, begun: [] }, request, response, unread);
}
