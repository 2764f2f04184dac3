import type { Exchange } from 'ccxt';
import { excerpt, SourceFailure } from './failure';
import { exchangeClass } from './known-exchange';
import { knowOnlyListed } from './known-markets';
import { failureOf } from './library-failure';
import type { ListedMarket } from './market-list';
import { dropEndlessRows, dropOddRows, dropStrangers } from './odd-rows';
import { parseAnswer } from './parse-answer';
import { refusalOf } from './refused-exchanges';
import { skipUnasked, spotOptions } from './specials';
import type { send } from './transport';
import type { WorkLimit } from './work-limit';

type SendParameters = Parameters<typeof send>;

/** One request by the library's own fetch signature. */
export type SendRequest = (url: string, request: SendParameters[1]) => ReturnType<typeof send>;

export interface RowFilter {
  drop: 'nothing' | 'endless' | 'odd';
  /** How many rows were taken out. */
  dropped: number;
  /** How many tickers of no listed market were taken out. */
  strangers: number;
}

export interface Library {
  client: Exchange;
  /** Makes it name a market only by these. */
  knowMarkets(markets: ListedMarket[]): void;
  /** What is taken out of the answers before the library reads them. */
  rows: RowFilter;
  /** Whether the newest answer is no error by itself: what fails after it is the library's reading of it. */
  isAnswered(): boolean;
  /** Of an answer in which `what` was not: what it was instead. */
  nothing(what: string): SourceFailure;
}

/**
 * The library's own client of this exchange, for its spot markets. It waits between requests if `pace` says so, by
 * the exchange's own limit or so many ms; `work` limits the time for its answers. Throws SourceFailure for an exchange
 * that it does not know, or that cannot be collected.
 */
export async function openLibrary(
  exchange: string,
  sendRequest: SendRequest,
  pace: boolean | number,
  work: WorkLimit,
): Promise<Library> {
  const refusal = refusalOf(exchange);
  if (refusal !== null) throw new SourceFailure(refusal);
  const Client = await exchangeClass(exchange);
  const client = new Client({
    options: spotOptions(exchange),
    userAgent: 'crypto-metrics-tracker',
    enableRateLimit: pace !== false,
    ...(typeof pace === 'number' && { rateLimit: pace }),
    enableLastHttpResponse: false,
    enableLastResponseHeaders: false,
    fetchImplementation: (...request: Parameters<SendRequest>) => {
      work.end();
      return sendRequest(...request);
    },
  });
  skipUnasked(client);
  const knowMarkets = knowOnlyListed(client);
  const rows: RowFilter = { drop: 'nothing', dropped: 0, strangers: 0 };
  let lastAnswer = '';
  let isAnswered = false;
  const parse = client.parseJson.bind(client);
  client.parseJson = (text: string) => {
    lastAnswer = excerpt(text, 60);
    isAnswered = false;
    work.begin();
    const answer = parseAnswer(text, parse);
    if (rows.drop !== 'nothing') rows.dropped += dropEndlessRows(answer, text);
    if (rows.drop === 'odd') {
      rows.dropped += dropOddRows(answer);
      rows.strangers += dropStrangers(answer, (id) => Object.hasOwn(client.markets_by_id ?? {}, id));
    }
    work.check();
    return answer;
  };
  const handleErrors = client.handleErrors.bind(client);
  client.handleErrors = (...answer: Parameters<typeof handleErrors>) => {
    const handled = handleErrors(...answer);
    isAnswered = true;
    return handled;
  };
  return {
    client,
    knowMarkets,
    rows,
    isAnswered: () => isAnswered,
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
