import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { telemetry } from '@/lib/telemetry';
import type { Asked } from './ask';
import { type Entry, isFresh } from './entry';
import { fetchAnswer, type Wanted } from './fetch';
import { askInProcess } from './origin';
import { passOn } from './pass-on';
import { refuse } from './refuse';
import { send } from './send';
import { type SharedRequest, sharedRequest } from './shared-request';
import { openStore, type Store } from './store';

export interface EdgeDeps {
  /** The origin: makes what is not kept. */
  handler: RequestListener;
  /** Names the last closed collection, at once where it is known: what was kept under another name is not fresh. */
  version: () => string | Promise<string>;
  store?: Store;
  /** ms UTC. */
  clock?: () => number;
}

/** A request that others may share the answer of. */
interface Exchange {
  shared: SharedRequest;
  request: IncomingMessage;
  response: ServerResponse;
}

/** How an answer came about, as RFC 9211 words it (Cache-Status). */
const STATUS = { hit: 'hit', miss: 'fwd=miss', stale: 'hit; detail=origin-failed' } as const;

/** 10,000 graphs of a market take 60 MB. */
const MOST_BYTES = 128 * 1024 * 1024;

/**
 * A shared HTTP cache before `handler`, for `createServer`. A request for what is nobody else's goes straight through.
 * Any other is answered from the store while no collection has closed since that answer was asked for; else one
 * request fetches it anew, and all who ask for the same meanwhile wait for that one.
 */
export function edge({
  handler,
  version,
  store = openStore(MOST_BYTES),
  clock = Date.now,
}: EdgeDeps): RequestListener {
  const deps = { askOrigin: askInProcess(handler), store, clock };
  const underWay = new Map<string, Promise<Asked>>();
  const { edgeAnswers } = telemetry();

  function reply(exchange: Exchange, entry: Entry, how: keyof typeof STATUS, nowMs = clock()) {
    edgeAnswers[how] += 1;
    const { shared, request, response } = exchange;
    return send({ entry, store, shared, request, response, cacheStatus: STATUS[how], nowMs });
  }

  /** A hit is sent at once, without a promise: a few of those cost as much as all the rest of it. */
  function answer(exchange: Exchange): Promise<void> | undefined {
    const held = store.find(exchange.shared);
    const nowMs = clock();
    if (held !== undefined && nowMs < held.retryAtMs) return reply(exchange, held, 'stale', nowMs);
    const named = version();
    return held !== undefined && isFresh(held, named, nowMs)
      ? reply(exchange, held, 'hit', nowMs)
      : lookUp(exchange, held, named);
  }

  async function lookUp(exchange: Exchange, held: Entry | undefined, named: string | Promise<string>) {
    const { shared, request, response } = exchange;
    // Without a database no number is known, and nothing is fresh: what comes of asking decides.
    const now = await Promise.resolve(named).catch(() => 'unknown');
    if (held !== undefined && isFresh(held, now, clock())) return reply(exchange, held, 'hit');
    const key = `${now} ${shared.url} ${shared.headers.accept}`;
    const awaited = underWay.get(key);
    const asked = await (awaited ?? begin(key, { shared, version: now, held }));
    if ('entry' in asked) return reply(exchange, asked.entry, asked.entry === held ? 'stale' : 'miss');
    // An answer that is not kept is for one: whoever else waited asks for his own.
    return awaited === undefined ? passOn(asked, request, response) : handler(request, response);
  }

  function begin(key: string, wanted: Wanted): Promise<Asked> {
    const fetched = fetchAnswer(deps, wanted).finally(() => underWay.delete(key));
    underWay.set(key, fetched);
    return fetched;
  }

  return (request, response) => {
    const shared = sharedRequest(request.method, request.url, request.headers);
    if (shared === null) return handler(request, response);
    const exchange = { shared, request, response };
    try {
      answer(exchange)?.catch((error: unknown) => giveUp(exchange, error));
    } catch (error) {
      giveUp(exchange, error);
    }
  };
}

function giveUp({ request, response }: Exchange, error: unknown): void {
  // A client that went away needs no answer, and one begun cannot become another.
  if (response.headersSent || response.destroyed) response.destroy();
  else refuse(request, response, error);
}
