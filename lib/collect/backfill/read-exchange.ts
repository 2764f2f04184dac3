import { type CandleDeps, openCandles } from '@/lib/collect/exchanges/index';
import type { Market } from './market';
import { type Known, neededCandles, newPrices, whyForeign } from './slots';
import type { MarketPrices } from './write-prices';

/** So many markets that fail one after another, and the exchange is left alone. */
const MAX_FAILURES = 3;

export interface ReadExchangeDeps {
  candles: CandleDeps;
  slots: readonly number[];
  knownOf: (dimensionId: number) => Known;
  take: (prices: MarketPrices) => Promise<void>;
  /** Told of a market or an exchange that gives nothing, and why. */
  report: (subject: string, reason: string) => void;
  /** Told as so many markets are done, with or without prices. */
  onDone: (markets: number) => void;
}

/** Reads what is not known of one exchange's markets, one after another. A failure costs its market alone. */
export async function readExchange(
  exchange: string,
  markets: readonly Market[],
  deps: ReadExchangeDeps,
): Promise<void> {
  const wanted = markets.filter(({ dimensionId }) => neededCandles(deps.slots, deps.knownOf(dimensionId)));
  deps.onDone(markets.length - wanted.length);
  if (wanted.length === 0) return;
  let left = wanted.length;
  const giveUp = (reason: string) => {
    deps.report(exchange, `${reason}; ${left} of its markets are left out`);
    deps.onDone(left);
  };
  const reader = await openCandles(exchange, deps.candles).catch((error: unknown) => giveUp(reasonOf(error)));
  if (reader === undefined) return;
  try {
    let failures = 0;
    for (const market of wanted) {
      deps.candles.signal.throwIfAborted();
      const read = await readMarket(reader, market, deps).catch((error: unknown) => reasonOf(error));
      deps.candles.signal.throwIfAborted();
      failures = typeof read === 'string' ? failures + 1 : 0;
      if (typeof read === 'string' && failures === MAX_FAILURES)
        return giveUp(`${MAX_FAILURES} failed: ${read}`);
      if (typeof read === 'string') deps.report(market.name, read);
      else await deps.take(read);
      left -= 1;
      deps.onDone(1);
    }
  } finally {
    await reader.close();
  }
}

async function readMarket(
  reader: Awaited<ReturnType<typeof openCandles>>,
  { name, dimensionId, price }: Market,
  { slots, knownOf, report }: ReadExchangeDeps,
): Promise<MarketPrices> {
  const known = knownOf(dimensionId);
  const needed = neededCandles(slots, known);
  const candles = needed === null ? [] : await reader.read(name, needed.fromMs, needed.untilMs);
  const foreign = whyForeign(candles, known, price);
  if (foreign !== null) report(name, foreign);
  return { dimensionId, prices: foreign === null ? newPrices(candles, known) : [] };
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
