import {
  createServer,
  type IncomingMessage,
  type OutgoingHttpHeaders,
  type RequestListener,
  request,
  type ServerResponse,
} from 'node:http';
import { type Duplex, duplexPair } from 'node:stream';

/** For the head, and between two parts of the body. A page takes milliseconds; the API gives up by itself after 10 s. */
const SILENCE_MS = 20_000;
/** A handler whose client has left is waited for no longer than this. */
const AFTERMATH_MS = 10_000;

/** What the origin is asked. */
export interface OriginRequest {
  method: string;
  url: string;
  headers: OutgoingHttpHeaders;
  /** The client's; absent where the answer is for many. */
  remoteAddress?: string | undefined;
}

export interface OriginAnswer {
  /** Resolves as soon as the head of the answer is there. Rejects if there is none. */
  answer: Promise<IncomingMessage>;
  /** Resolves when the origin works on it no more. */
  done: Promise<void>;
}

/** Asks the origin, until the signal is aborted: then the origin's connection is closed, as if its client had left. */
export type AskOrigin = (asked: OriginRequest, signal?: AbortSignal) => OriginAnswer;

/**
 * Asks a handler of this process by HTTP, over connections that never leave its memory: the handler has a request and
 * a response like any other, of which no client's slowness is a part. A handler that returns a promise works until then.
 */
export function askInProcess(handler: RequestListener, silenceMs = SILENCE_MS): AskOrigin {
  const begun = new WeakMap<object, (response: ServerResponse, handled: unknown) => void>();
  const server = createServer((incoming, response) => {
    begun.get(incoming.socket)?.(response, handler(incoming, response));
  });
  return ({ method, url, headers, remoteAddress }, signal) => {
    const [ours, theirs] = duplexPair();
    // An end reaches the other side by itself, a breaking off does not.
    ours.on('close', () => theirs.destroy());
    theirs.on('close', () => ours.destroy());
    const done = new Promise<void>((resolve) => {
      let work: unknown;
      const end = () => void within(AFTERMATH_MS, work).then(resolve);
      begun.set(theirs, (response, handled) => {
        work = handled;
        response.once('close', end);
      });
      // Where the request never came to be one, there is no response.
      theirs.once('close', end);
    });
    const answer = new Promise<IncomingMessage>((resolve, reject) => {
      const asked = request({
        method,
        path: url,
        headers,
        createConnection: () => ours,
        ...(signal === undefined ? {} : { signal }),
      });
      breakSilence(ours, silenceMs);
      asked.on('response', resolve);
      asked.on('error', reject);
      asked.end();
    });
    server.emit('connection', Object.assign(theirs, { remoteAddress }));
    return { answer, done };
  };
}

async function within(timeoutMs: number, work: unknown): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, timeoutMs);
  });
  // How it failed is the handler's own business.
  await Promise.race([work, late]).catch(() => undefined);
  clearTimeout(timer);
}

/** Closes a connection over which nothing comes, unless its reader does not take what is there. */
function breakSilence(connection: Duplex, silenceMs: number): void {
  const timer = setTimeout(() => {
    if (connection.isPaused()) timer.refresh();
    else connection.destroy(new Error(`the origin was silent for ${silenceMs} ms`));
  }, silenceMs);
  connection.on('data', () => timer.refresh());
  connection.on('close', () => clearTimeout(timer));
}
