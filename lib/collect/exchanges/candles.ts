import { setTimeout as pause } from 'node:timers/promises';
import { z } from 'zod';
import { dimensionName } from '@/lib/model/market-name';
import { outgoingConnections } from '@/lib/platform/outgoing';
import { type Budget, withRetry } from './budget';
import { refuseWhileWaiting, rememberWait } from './exchange-waits';
import { SourceFailure } from './failure';
import { CANDLE_MS, type Candle, gatherCandles } from './gather-candles';
import { asked, openLibrary } from './library';
import { keptMarkets } from './market-list';
import type { SourceDeps } from './read-source';
import { send } from './transport';
import { workLimit } from './work-limit';

export interface CandleDeps
  extends Pick<SourceDeps, 'clock' | 'sourceUrls' | 'marketLists' | 'waits' | 'proxy' | 'random' | 'sleep'> {
  /** For one answer. */
  timeoutMs: number;
  /** Ends it all. */
  signal: AbortSignal;
  /** Between two requests; by default what the library says of the exchange. */
  rateLimitMs?: number;
}

/** The candles of one exchange, one request at a time, as fast as it allows. */
export interface CandleReader {
  /**
   * The candles of 5 minutes of a market (by its dimension's name) that began in [fromMs, untilMs) and had a trade,
   * ascending. Throws SourceFailure.
   */
  read(dimension: string, fromMs: number, untilMs: number): Promise<Candle[]>;
  close(): Promise<void>;
}

/** Longer than this an exchange is not waited for, however politely it asks. */
const PATIENCE_MS = 300_000;
const USUAL_PAGE = 300;
const MAX_ANSWER_BYTES = 8_000_000;

const row = z.tuple([z.number(), z.unknown(), z.unknown(), z.unknown(), z.number().positive()], z.unknown());
const pageLimit = z.object({ spot: z.object({ fetchOHLCV: z.object({ limit: z.number().positive() }) }) });

/** Throws SourceFailure for an exchange without candles of 5 minutes, or whose markets were never listed. */
export async function openCandles(exchange: string, deps: CandleDeps): Promise<CandleReader> {
  const { timeoutMs, signal, clock, sourceUrls, rateLimitMs = true } = deps;
  const timeouts = { connect: { timeout: timeoutMs / 2 }, headersTimeout: timeoutMs, bodyTimeout: timeoutMs };
  const dispatcher = outgoingConnections(timeouts, deps.proxy);
  const random = deps.random ?? Math.random;
  const sleep = deps.sleep ?? ((ms, ended) => pause(ms, undefined, { signal: ended }));
  const origin = Object.hasOwn(sourceUrls, exchange) ? sourceUrls[exchange] : undefined;
  const budget: Budget = {
    timeoutMs,
    signal,
    remainingMs: () => PATIENCE_MS,
    retries: 0,
    sleep: (ms) => sleep(ms, signal),
    random,
    clock,
  };
  /** At once, since the collections go on while a backfill waits. */
  const remember = async (failure: unknown): Promise<never> => {
    if (failure instanceof SourceFailure && failure.wait?.isNamed)
      await rememberWait(exchange, failure, deps);
    throw failure;
  };
  const { client, knowMarkets } = await openLibrary(
    exchange,
    (url, request) => {
      const inTime = AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]);
      const once = { ...budget, signal: inTime };
      return send(url, request, { budget: once, dispatcher, origin, maxBytes: MAX_ANSWER_BYTES }).catch(
        remember,
      );
    },
    rateLimitMs,
    // A backfill asks for one small answer after another, and no other exchange waits for it.
    workLimit(Number.POSITIVE_INFINITY),
  );
  if (client.has.fetchOHLCV !== true || client.timeframes?.['5m'] === undefined) {
    throw new SourceFailure('ccxt cannot read candles of 5 minutes of it');
  }
  const markets = keptMarkets((await deps.marketLists.read(exchange))?.markets);
  if (markets === null) throw new SourceFailure('its markets were not listed yet');
  knowMarkets(markets);
  const symbolOf = new Map(
    markets.map(({ base, quote, symbol }) => [dimensionName(exchange, base, quote), symbol]),
  );
  const { data: limits } = pageLimit.safeParse(client.features);
  const pageSize = Math.min(limits?.spot.fetchOHLCV.limit ?? USUAL_PAGE, USUAL_PAGE);

  return {
    async read(dimension, fromMs, untilMs) {
      const symbol = symbolOf.get(dimension);
      if (symbol === undefined) throw new SourceFailure('it is not in the list of its markets');
      await withRetry(budget, () => refuseWhileWaiting(exchange, deps));
      const candles = gatherCandles({ fromMs, untilMs }, pageSize, (sinceMs, count) =>
        withRetry(budget, async () =>
          toCandles(await asked(exchange, () => client.fetchOHLCV(symbol, '5m', sinceMs, count))),
        ),
      );
      return await candles.catch(async (failure: unknown) => {
        throw failure instanceof SourceFailure ? await rememberWait(exchange, failure, deps) : failure;
      });
    },
    close: () => dispatcher.destroy(),
  };
}

/** Rows of the library: time, open, high, low, close, volume. Those without a sensible close are absent. */
function toCandles(rows: readonly unknown[]): Candle[] {
  return rows.flatMap((candle) => {
    const { data } = row.safeParse(candle);
    if (data === undefined || data[0] % CANDLE_MS !== 0) return [];
    return [{ openMs: data[0], close: data[4] }];
  });
}
