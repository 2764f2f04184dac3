import type { Exchange } from 'ccxt';
import { excerpt, SourceFailure } from './failure';
import { exchangeClass } from './known-exchange';
import { knowOnlyListed } from './known-markets';
import { failureOf } from './library-failure';
import type { ListedMarket } from './market-list';
import { parseAnswer } from './parse-answer';
import { skipUnasked, spotOptions } from './specials';
import type { send } from './transport';

type SendParameters = Parameters<typeof send>;

/** One request by the library's own fetch signature. */
export type SendRequest = (url: string, request: SendParameters[1]) => ReturnType<typeof send>;

export interface Library {
  client: Exchange;
  /** Makes it name a market only by these. */
  knowMarkets(markets: ListedMarket[]): void;
  /** Of an answer in which `what` was not: what it was instead. */
  nothing(what: string): SourceFailure;
}

/**
 * The library's own client of this exchange, for its spot markets. It waits between requests if `pace` says so, by
 * the exchange's own limit or so many ms. Throws SourceFailure for an exchange that it does not know.
 */
export async function openLibrary(
  exchange: string,
  sendRequest: SendRequest,
  pace: boolean | number,
): Promise<Library> {
  const Client = await exchangeClass(exchange);
  const client = new Client({
    options: spotOptions(exchange),
    userAgent: 'crypto-metrics-tracker',
    enableRateLimit: pace !== false,
    ...(typeof pace === 'number' && { rateLimit: pace }),
    enableLastHttpResponse: false,
    enableLastResponseHeaders: false,
    fetchImplementation: sendRequest,
  });
  skipUnasked(client);
  const knowMarkets = knowOnlyListed(client);
  let lastAnswer = '';
  const parse = client.parseJson.bind(client);
  client.parseJson = (text: string) => {
    lastAnswer = excerpt(text, 60);
    return parseAnswer(text, parse);
  };
  return {
    client,
    knowMarkets,
    nothing: (what) =>
      new SourceFailure(
        lastAnswer === '[]' ? 'answered with an empty list' : `no ${what} in its answer: ${lastAnswer}`,
        { retry: true },
      ),
  };
}

/** What `ask` answers; what the library throws becomes a SourceFailure. */
export async function asked<T>(exchange: string, ask: () => Promise<T>): Promise<T> {
  try {
    return await ask();
  } catch (error) {
    throw await failureOf(exchange, error);
  }
}
