import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { telemetry } from '@/lib/platform/telemetry';
import { BusyError } from './busy-error';
import { CONSTANT, type Entry, isFresh } from './entry';
import { fetchAnswer } from './fetch';
import { openFlights } from './flights';
import { forOne } from './for-one';
import { askInTurn, LANE_LIMITS } from './lanes';
import { askInProcess } from './origin';
import { passOn } from './pass-on';
import type { QueueLimits } from './queue';
import type { Asked } from './read-answer';
import { refuse } from './refuse';
import { anyRoute, type Lane, type Routes } from './routes';
import { send } from './send';
import { isShared, isSharedConstant, type SharedRequest, sharedRequest } from './shared-request';
import { openStore, type Store } from './store';
import { openUnread } from './unread';

export interface EdgeDeps {
  /** The origin: makes what is not kept. A promise that it returns says how long it works. */
  handler: RequestListener;
  /** Names the last closed collection, at once where it is known: what was kept under another name is not fresh. */
  version: () => string | Promise<string>;
  routes?: Routes;
  /** Who asks: clients take turns at the origin. */
  clientOf?: (request: IncomingMessage) => string;
  /** False: every answer is made for the one who asks. */
  keeps?: boolean;
  /** How much is made at a time, and how much may wait. */
  limits?: Record<Lane, QueueLimits>;
  /** Resolves when the server has time to make an answer. */
  ready?: () => Promise<void>;
  store?: Store;
  /** ms UTC. */
  clock?: () => number;
}

/** A request that others may share the answer of. */
interface Exchange {
  shared: SharedRequest;
  lane: Lane;
  isConstant: boolean;
  request: IncomingMessage;
  response: ServerResponse;
}

/** How an answer came about, as RFC 9211 words it (Cache-Status). */
const STATUS = { hit: 'hit', miss: 'fwd=miss', stale: 'hit; detail=origin-failed' } as const;

/** 10,000 graphs of a market take 60 MB. */
const MAX_BYTES = 128 * 1024 * 1024;
/** Eleven parts wait for the end of an answer that is passed on after another of its kind was not kept. Node warns at 11. */
const MAX_LISTENERS = 20;
/** All answers together that their clients have not taken yet. */
const MAX_UNREAD_BYTES = 64 * 1024 * 1024;

/**
 * A shared HTTP cache before `handler`, for `createServer`. A request for what is nobody else's is answered for itself.
 * Any other is answered from the store while no collection has closed since that answer was asked for; else one
 * request fetches it anew, and all who ask for the same meanwhile wait for that one. The origin is asked for so much at
 * a time and no more: what has to wait too long for its turn is answered by 503.
 */
export function edge({
  handler,
  version,
  routes = anyRoute,
  clientOf = ({ socket }) => socket.remoteAddress ?? '',
  keeps = true,
  limits = LANE_LIMITS,
  ready = async () => undefined,
  store = openStore(MAX_BYTES),
  clock = Date.now,
}: EdgeDeps): RequestListener {
  const ask = askInTurn(askInProcess(handler), limits, ready);
  const unread = openUnread(MAX_UNREAD_BYTES);
  const flights = openFlights<Asked>();
  const alone = { ask, unread, clientOf };
  const { edgeAnswers } = telemetry();

  function reply(exchange: Exchange, entry: Entry, how: keyof typeof STATUS, nowMs = clock()) {
    edgeAnswers[how] += 1;
    const { shared, request, response } = exchange;
    return send({ entry, store, unread, shared, request, response, cacheStatus: STATUS[how], nowMs });
  }

  /** A hit is sent at once, without a promise: a few of those cost as much as all the rest of it. */
  function answer(exchange: Exchange): Promise<void> | undefined {
    const held = store.find(exchange.shared);
    const nowMs = clock();
    if (held !== undefined && nowMs < held.retryAtMs) return reply(exchange, held, 'stale', nowMs);
    const named = exchange.isConstant ? CONSTANT : version();
    return held !== undefined && isFresh(held, named, nowMs)
      ? reply(exchange, held, 'hit', nowMs)
      : lookUp(exchange, held, named);
  }

  async function lookUp(exchange: Exchange, held: Entry | undefined, named: string | Promise<string>) {
    const { shared, request, response, lane } = exchange;
    // Without a database no number is known, and nothing is fresh: what comes of asking decides.
    const now = await Promise.resolve(named).catch(() => 'unknown');
    if (response.destroyed) return;
    if (held !== undefined && isFresh(held, now, clock())) return reply(exchange, held, 'hit');
    const key = `${now} ${shared.url} ${shared.headers.accept}`;
    const isFirst = !flights.has(key);
    const wanted = { shared, lane, client: clientOf(request), version: now, held };
    const begin = (signal: AbortSignal) => fetchAnswer({ ask, store, clock }, { ...wanted, signal });
    const asked = await flights.join(key, response, begin);
    if (response.destroyed && !isFirst) return;
    if ('entry' in asked) return reply(exchange, asked.entry, asked.entry === held ? 'stale' : 'miss');
    // An answer that is not kept is for one: whoever else waited asks for his own.
    if (isFirst) return passOn(asked, request, response, unread);
    return forOne(alone, lane, request, response);
  }

  function serve(request: IncomingMessage, response: ServerResponse): Promise<void> | undefined {
    const { method, url = '/', headers } = request;
    if (method !== 'GET' && method !== 'HEAD') return void handler(request, response);
    const route = routes(url, headers.accept ?? '*/*');
    const { lane, isConstant } = route;
    if (lane === null) return void handler(request, response);
    const mayShare = isShared(method, url, headers) || (isConstant && isSharedConstant(headers));
    if (!keeps || !mayShare) return forOne(alone, lane, request, response);
    return answer({ shared: sharedRequest(route), lane, isConstant, request, response });
  }

  return (request, response) => {
    response.setMaxListeners(MAX_LISTENERS);
    const fail = (error: unknown) => {
      if (error instanceof BusyError) edgeAnswers.busy += 1;
      giveUp(request, response, error);
    };
    try {
      serve(request, response)?.catch(fail);
    } catch (error) {
      fail(error);
    }
  };
}

function giveUp(request: IncomingMessage, response: ServerResponse, error: unknown): void {
  // A client that went away needs no answer, and one begun cannot become another.
  if (response.headersSent || response.destroyed) response.destroy();
  else refuse(request, response, error);
}
