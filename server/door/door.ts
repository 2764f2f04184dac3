import type { IncomingMessage, RequestListener, Server, ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import { maxBodyBytes } from '@/lib/http/body-limits';
import { HttpProblem } from '@/lib/http/problem';
import { answerWireErrors, endWith } from '@/lib/http/wire-errors';
import { log } from '@/lib/platform/log';
import { stripInternal } from './internal-headers';
import { refuse } from './refuse';
import { isOfApi, methodsOf, pathOf, targetOf, unknownMethod } from './request-line';
import { requireRouterState } from './router-state';
import { hasBody, readWhole, requireShort, withBody } from './whole-body';

interface DoorOptions {
  /** Host and port that this server is known by, such as `metrics.example.com`. */
  ownHost: string;
  /** Lets the development server's own requests through. */
  dev?: boolean;
}

/** The development server's own addresses, which its pages also write to. */
const OF_DEVELOPMENT = /^\/(?:_next\/|__next)/;

const NOTHING = Buffer.alloc(0);

/**
 * Puts `answer` behind the server: it is given only requests that are well-formed, by a known method, with a whole body
 * of a bounded length, and without headers that only this server may set. All others are answered here by a problem
 * document. Register it after what has to see each request first.
 */
export function openDoor(server: Server, answer: RequestListener, options: DoorOptions): void {
  answerWireErrors(server);
  const enter = door(answer, options);
  server.on('request', (request, response) => enter(request, response));
  server.on('checkContinue', (request, response) => enter(request, response, () => response.writeContinue()));
  server.on('checkExpectation', (request, response) =>
    refuse(request, response, new HttpProblem('expectation-failed', 'Leave the header Expect out.')),
  );
  server.on('connect', (_request: IncomingMessage, socket: Duplex) =>
    endWith(socket, unknownMethod('CONNECT')),
  );
}

function door(answer: RequestListener, { ownHost, dev = false }: DoorOptions) {
  return (request: IncomingMessage, response: ServerResponse, sendContinue?: () => void): void => {
    try {
      admit(request, ownHost, dev);
      const url = request.url ?? '/';
      if (request.method === 'OPTIONS' && !isOfApi(url)) sayMethods(response, methodsOf(url));
      else if (!hasBody(request) || (dev && OF_DEVELOPMENT.test(url))) answer(request, response);
      else takeBody(maxBodyBytes(pathOf(url)));
    } catch (error) {
      giveUp(request, response, error);
    }

    function takeBody(maxBytes: number): void {
      requireShort(request, maxBytes);
      sendContinue?.();
      readWhole(request, maxBytes)
        .then((body) => answer(withBody(request, isRead(request) ? NOTHING : body), response))
        .catch((error: unknown) => giveUp(request, response, error));
    }
  };
}

/** Brings the head of a request into the one form that is let in. Throws HttpProblem where there is none. */
function admit(request: IncomingMessage, ownHost: string, dev: boolean): void {
  const { method = '', url: target = '', httpVersion, rawHeaders, headers } = request;
  const { url, host } = targetOf({ method, target, httpVersion, rawHeaders }, ownHost);
  request.url = url;
  headers.host = host;
  stripInternal(headers, dev);
  requireRouterState(headers);
  if (dev && OF_DEVELOPMENT.test(url)) return;
  const allowed = methodsOf(url);
  if (allowed.includes(method)) return;
  const allow = allowed.join(', ');
  throw new HttpProblem('method-not-allowed', `${method} means nothing here: send ${allow}.`, {
    Allow: allow,
  });
}

/** What a request to read says in a body means nothing (RFC 9110, 9.3.1), and is not passed on. */
function isRead({ method }: IncomingMessage): boolean {
  return method === 'GET' || method === 'HEAD';
}

function sayMethods(response: ServerResponse, methods: readonly string[]): void {
  response.writeHead(204, { Allow: methods.join(', ') });
  response.end();
}

function giveUp(request: IncomingMessage, response: ServerResponse, error: unknown): void {
  // A client that went away needs no answer, and one begun cannot become another.
  const isOver = response.headersSent || request.socket.destroyed;
  if (error instanceof HttpProblem && !isOver) {
    refuse(request, response, error);
    return;
  }
  if (!isOver) log().error({ err: error, url: request.url }, 'a request failed');
  response.destroy();
}
