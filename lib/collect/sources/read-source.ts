import { setTimeout as pause } from 'node:timers/promises';
import { Agent } from 'undici';
import type { SourceReading } from '@/lib/collect/reading';
import { log } from '@/lib/log';
import { type Budget, withRetry } from './budget';

import { type Client, openClient } from './client';
import { excerpt, SourceFailure } from './failure';
import {
  keptMarkets,
  LIST_DEAD_MS,
  LIST_OLD_MS,
  type ListedMarket,
  type MarketListStore,
} from './market-list';

export interface SourceDeps {
  /** ms since the epoch, UTC. */
  clock: () => number;
  /** All the time that one source has. */
  timeoutMs: number;
  /** Exchange id to the origin that takes the place of its hosts. */
  sourceUrls: Record<string, string>;
  marketLists: MarketListStore;
  /** In [0, 1), for jitter. */
  random?: () => number;
  sleep?: (ms: number, signal: AbortSignal) => Promise<void>;
  /** The largest answer, decompressed; 64 MB (a large exchange's market listing has 15). */
  maxAnswerBytes?: number;
}

interface MarketList {
  listedAtMs: number;
  markets: ListedMarket[];
}

/** Clocks of two machines may differ by this much. */
const MAX_SKEW_MS = 60_000;
const HOUR_MS = 3_600_000;

/** What one source says now, within its time. Never throws: a failed source is a result. */
export async function readSource(exchange: string, deps: SourceDeps): Promise<SourceReading> {
  const startedMs = performance.now();
  const ended = new AbortController();
  const timer = setTimeout(() => ended.abort(), deps.timeoutMs);
  const budget = budgetOf(deps, ended.signal, startedMs);
  const { timeoutMs } = deps;
  const connect = { timeout: timeoutMs / 2 };
  const dispatcher = new Agent({ connect, headersTimeout: timeoutMs, bodyTimeout: timeoutMs });
  const attempted = () => ({
    exchange,
    elapsedMs: Math.round(performance.now() - startedMs),
    attempts: budget.retries + 1,
  });
  try {
    const origin = Object.hasOwn(deps.sourceUrls, exchange) ? deps.sourceUrls[exchange] : undefined;
    const maxBytes = deps.maxAnswerBytes ?? 64_000_000;
    const client = await openClient(exchange, { budget, dispatcher, origin, maxBytes });
    const kept = await keptList(exchange, deps);
    const list = kept ?? (await withRetry(budget, () => listAnew(exchange, client, deps)));
    const { tickers, faults } = await withRetry(budget, () => client.readTickers(list.markets));
    const note = isOld(list, deps, budget) ? await renew(exchange, client, deps) : null;
    const { listedAtMs, markets } = list;
    return { ok: true, ...attempted(), tickers, faults, listed: markets.length, listedAtMs, note };
  } catch (error) {
    const failure = error instanceof SourceFailure ? error : unexpected(error);
    return { ok: false, ...attempted(), reason: failure.message, unreachable: failure.unreachable };
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

async function keptList(exchange: string, { marketLists, clock }: SourceDeps): Promise<MarketList | null> {
  const kept = await marketLists.read(exchange).catch(notKept);
  if (kept === null || clock() - kept.listedAtMs > LIST_DEAD_MS) return null;
  const markets = keptMarkets(kept.markets);
  return markets === null ? null : { listedAtMs: kept.listedAtMs, markets };
}

async function listAnew(
  exchange: string,
  client: Client,
  { marketLists, clock }: SourceDeps,
): Promise<MarketList> {
  const list = { listedAtMs: clock(), markets: await client.listMarkets() };
  await marketLists.write(exchange, list).catch(notKept);
  return list;
}

/** A database in trouble is no fault of the source, whose list can be asked for. */
function notKept(error: unknown): null {
  log().warn({ err: error }, 'a market list could not be kept or read');
  return null;
}

/**
 * The chance grows over an hour, so that the sources do not all list in the same collection. One that is dated ahead of
 * the clock is of unknown age.
 */
function isOld({ listedAtMs }: MarketList, { clock }: SourceDeps, { random }: Budget): boolean {
  const ageMs = clock() - listedAtMs;
  return ageMs > LIST_OLD_MS + random() * HOUR_MS || ageMs < -MAX_SKEW_MS;
}

/** After the tickers, so that a listing that fails or hangs does not cost them. What went wrong, or null. */
async function renew(exchange: string, client: Client, deps: SourceDeps): Promise<string | null> {
  try {
    await listAnew(exchange, client, deps);
    return null;
  } catch (error) {
    const { message } = error instanceof SourceFailure ? error : unexpected(error);
    return `market list not renewed: ${message}`;
  }
}

function unexpected(error: unknown): SourceFailure {
  return new SourceFailure(
    `could not be read: ${excerpt(error instanceof Error ? error.message : String(error))}`,
  );
}
