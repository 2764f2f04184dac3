import { setTimeout as pause } from 'node:timers/promises';
import { outgoingConnections, type ProxySettings } from '@/lib/platform/outgoing';
import type { SourceReading } from '@/lib/quality';
import { type Budget, withRetry } from './budget';
import { type Client, openClient, type Tickers } from './client';
import {
  isOld,
  isWorthListing,
  keptList,
  type ListDeps,
  listMarkets,
  remarks,
  rememberUnlisted,
} from './current-list';
import { refuseWhileWaiting, rememberWait, type WaitDeps } from './exchange-waits';
import { excerpt, SourceFailure } from './failure';
import type { MarketList } from './market-lists';

export interface SourceDeps extends ListDeps, WaitDeps {
  /** All the time that one source has. */
  timeoutMs: number;
  /** Exchange id to the origin that takes the place of its hosts. */
  sourceUrls: Record<string, string>;
  /** Through which the exchanges are reached; by default none. */
  proxy?: ProxySettings | undefined;
  /** In [0, 1), for jitter. */
  random?: () => number;
  sleep?: (ms: number, signal: AbortSignal) => Promise<void>;
  /** The largest answer, decompressed, in place of the usual limits. */
  maxAnswerBytes?: number;
}

/** What one source says now, within its time. Never throws: a failed source is a result. */
export async function readSource(exchange: string, deps: SourceDeps): Promise<SourceReading> {
  const startedMs = performance.now();
  const ended = new AbortController();
  const timer = setTimeout(() => ended.abort(), deps.timeoutMs);
  const budget = budgetOf(deps, ended.signal, startedMs);
  const { timeoutMs } = deps;
  const connect = { timeout: timeoutMs / 2 };
  const timeouts = { connect, headersTimeout: timeoutMs, bodyTimeout: timeoutMs };
  const dispatcher = outgoingConnections(timeouts, deps.proxy);
  const attempted = () => ({
    exchange,
    elapsedMs: Math.round(performance.now() - startedMs),
    attempts: budget.retries + 1,
  });
  try {
    await refuseWhileWaiting(exchange, deps);
    const origin = Object.hasOwn(deps.sourceUrls, exchange) ? deps.sourceUrls[exchange] : undefined;
    const maxBytes = deps.maxAnswerBytes;
    const client = await openClient(exchange, { budget, dispatcher, origin, maxBytes });
    const kept = await keptList(exchange, deps);
    let list = kept ?? (await withRetry(budget, () => listMarkets(exchange, client, null, deps)));
    const first = await readBy(exchange, client, list, budget, deps);
    const { tickers, faults, sent, unlisted } = first.read;
    list = first.list;
    const { listedAtMs, markets } = list;
    const notes: string[] = [];
    if (isOld(list, unlisted, deps.clock(), budget.random())) {
      const renewed = await renew(exchange, client, list, deps);
      if (typeof renewed === 'string') notes.push(renewed);
      else list = renewed;
    } else {
      await rememberUnlisted(exchange, list, unlisted, deps);
      const isMost = unlisted > sent / 2 && list.held.size === 0;
      if (isMost) notes.push(`${unlisted} of its ${sent} tickers are of no listed spot market`);
    }
    notes.push(...remarks(list));
    const note = notes.length === 0 ? null : notes.join('; ');
    return { ok: true, ...attempted(), tickers, faults, listed: markets.length, unlisted, listedAtMs, note };
  } catch (error) {
    const failure = asFailure(error);
    const { message: reason, unreachable, waitUntilMs = null } = await rememberWait(exchange, failure, deps);
    const attempts = failure.waitUntilMs === undefined ? attempted() : { ...attempted(), attempts: 0 };
    return { ok: false, ...attempts, reason, unreachable, waitUntilMs };
  } finally {
    clearTimeout(timer);
    await dispatcher.destroy();
  }
}

function budgetOf(deps: SourceDeps, signal: AbortSignal, startedMs: number): Budget {
  const sleep = deps.sleep ?? ((ms, aborted) => pause(ms, undefined, { signal: aborted }));
  return {
    timeoutMs: deps.timeoutMs,
    signal,
    remainingMs: () => deps.timeoutMs - (performance.now() - startedMs),
    retries: 0,
    sleep: (ms) => sleep(ms, signal),
    random: deps.random ?? Math.random,
    clock: deps.clock,
  };
}

/**
 * All tickers by this list, or by a newer one where it may be too old to read them by: one listing change could
 * keep an exchange down until its list is thrown away. Throws SourceFailure.
 */
async function readBy(
  exchange: string,
  client: Client,
  list: MarketList,
  budget: Budget,
  deps: SourceDeps,
): Promise<{ read: Tickers; list: MarketList }> {
  try {
    return { read: await withRetry(budget, () => client.readTickers(list.markets)), list };
  } catch (error) {
    const mayHelp = error instanceof SourceFailure && error.isListDoubtful;
    if (!mayHelp || !isWorthListing(list, deps.clock())) throw error;
    const newer = await listMarkets(exchange, client, list, deps).catch((failed: unknown) => {
      throw asFailure(failed).wait === undefined ? error : failed;
    });
    return { read: await client.readTickers(newer.markets), list: newer };
  }
}

/** After the tickers, so that a listing that fails or hangs does not cost them. What went wrong, where it failed. */
async function renew(
  exchange: string,
  client: Client,
  list: MarketList,
  deps: SourceDeps,
): Promise<MarketList | string> {
  try {
    return await listMarkets(exchange, client, list, deps);
  } catch (error) {
    const { message } = await rememberWait(exchange, asFailure(error), deps);
    return `market list not renewed: ${message}`;
  }
}

function asFailure(error: unknown): SourceFailure {
  if (error instanceof SourceFailure) return error;
  return new SourceFailure(
    `could not be read: ${excerpt(error instanceof Error ? error.message : String(error))}`,
  );
}
