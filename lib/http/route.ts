import { randomUUID } from 'node:crypto';
import { io } from 'next/cache';
import { isDatabaseUnavailable } from '@/lib/platform/database';
import { env } from '@/lib/platform/env';
import { log } from '@/lib/platform/log';
import { limitWrites } from '@/lib/platform/rate-limits';
import { routeLabel, telemetry } from '@/lib/platform/telemetry';
import { LateError, within } from '@/lib/platform/within';
import { clientOf } from './client-address';
import { HttpProblem, type ProblemCode, problemResponse } from './problem';

/** What Next looks for in a route file. It answers others, such as TRACE, itself. */
const METHODS = ['GET', 'HEAD', 'OPTIONS', 'POST', 'PUT', 'PATCH', 'DELETE'] as const;
type Method = (typeof METHODS)[number];

export type Handler = (request: Request) => Promise<Response> | Response;
type Handlers = Record<Method, (request: Request) => Promise<Response>>;

/** As nginx counts a client that went away before it was answered. */
const CLIENT_GONE = 499;
const RETRY_AFTER_SECONDS = '5';
/** A read takes milliseconds: after this long its database hangs. */
const READ_TIMEOUT_MS = 10_000;

/** A route that only reads: GET, HEAD and OPTIONS; the others answer 405. What `read` throws becomes a problem. */
export function readRoute(read: Handler): Handlers {
  const inTime: Handler = (request) => within(READ_TIMEOUT_MS, Promise.resolve(read(request)));
  const look: Handler = async (request) => withoutBody(await inTime(request));
  return route({ GET: inTime, HEAD: look });
}

/** Answers every method with what `handlers` has for it, 405 where it has nothing. */
export function route(handlers: Partial<Record<Method, Handler>>): Handlers {
  const allow = METHODS.filter((method) => method === 'OPTIONS' || method in handlers).join(', ');
  const refuse: Handler = ({ method }) => {
    throw new HttpProblem('method-not-allowed', `${method} means nothing here: send ${allow}.`, {
      Allow: allow,
    });
  };
  const options: Handler = () => new Response(null, { status: 204, headers: { Allow: allow } });
  return forEveryMethod((method) => {
    const handler = handlers[method];
    if (handler === undefined) return method === 'OPTIONS' ? options : refuse;
    return WRITING.has(method) ? limited(handler) : handler;
  });
}

const WRITING = new Set<Method>(['POST', 'PUT', 'PATCH', 'DELETE']);

function limited(handler: Handler): Handler {
  return async (request) => {
    await limitWrites(request);
    return handler(request);
  };
}

/** For an address that is none: 404 to every method, with the addresses there are. */
export function unknownRoute(known: readonly string[]): Handlers {
  const refuse: Handler = ({ method, url }) => {
    throw new HttpProblem(
      'not-found',
      `There is nothing to ${method} at ${new URL(url).pathname}. The routes are ${known.join(', ')}.`,
    );
  };
  // Anybody can make up an address: all of them are one route.
  return forEveryMethod(() => refuse, 'unknown');
}

/** `name` is what the route is counted as; by default the path, which is one for each route of this API. */
function forEveryMethod(handlerOf: (method: Method) => Handler, name?: string): Handlers {
  const to = (method: Method) => answering(handlerOf(method), name);
  return {
    GET: to('GET'),
    HEAD: to('HEAD'),
    OPTIONS: to('OPTIONS'),
    POST: to('POST'),
    PUT: to('PUT'),
    PATCH: to('PATCH'),
    DELETE: to('DELETE'),
  };
}

function answering(handler: Handler, name?: string): (request: Request) => Promise<Response> {
  return async (request) => {
    // First of all: a build stops here for good, and needs no database.
    await io();
    const startedMs = performance.now();
    const response = await answerOf(handler, request);
    const route = routeLabel(name ?? new URL(request.url).pathname);
    const labels = { method: request.method, route, status: String(response.status) };
    telemetry().requests.observe(labels, (performance.now() - startedMs) / 1000);
    return response;
  };
}

async function answerOf(handler: Handler, request: Request): Promise<Response> {
  try {
    return await handler(request);
  } catch (error) {
    // Nobody reads it: what broke off with the client is no fault of ours.
    if (request.signal.aborted) return new Response(null, { status: CLIENT_GONE });
    const answer = problemResponse(problemOf(error, request), new URL(request.url).pathname);
    return request.method === 'HEAD' ? withoutBody(answer) : answer;
  }
}

/** Refusals that only somebody gets who tries what he may not; the others are mostly slips of the pen. */
const NOTEWORTHY: readonly ProblemCode[] = ['forbidden', 'too-many-requests'];

function problemOf(error: unknown, request: Request): HttpProblem {
  const { method, url } = request;
  if (error instanceof HttpProblem) {
    const { code } = error;
    const refused = { code, method, url, client: clientOf(request, env().onVercel) };
    log()[NOTEWORTHY.includes(code) ? 'info' : 'debug'](refused, 'a request was refused');
    return error;
  }
  if (isDatabaseUnavailable(error)) {
    log().warn({ err: error, method, url }, 'no database for a request');
    return unavailable('The database cannot be reached now: send the same request again later.');
  }
  // Whether the database or our own work took so long, nobody knows here.
  if (error instanceof LateError) {
    log().warn({ err: error, method, url }, 'a request took too long');
    return unavailable('No answer was ready in time: send the same request again later.');
  }
  const reference = randomUUID();
  log().error({ err: error, method, url, reference }, 'a request failed');
  return new HttpProblem(
    'internal',
    `Something went wrong here, not in your request. Send it again later; if it stays so, report ${reference}.`,
  );
}

function unavailable(detail: string): HttpProblem {
  return new HttpProblem('unavailable', detail, { 'Retry-After': RETRY_AFTER_SECONDS });
}

async function withoutBody(response: Response): Promise<Response> {
  const headers = new Headers(response.headers);
  headers.set('Content-Length', String((await response.arrayBuffer()).byteLength));
  return new Response(null, { status: response.status, headers });
}
