import { readFile } from 'node:fs/promises';
import { gunzipSync } from 'node:zlib';
import { z } from 'zod';
import { exchangeClass } from '@/lib/collect/exchanges/known-exchange';
import { DIALECTS, type Dialect, type ListedRow } from './dialects';
import { dollarLevels } from './levels';

const FOLDER = new URL('../../tests/fixtures/', import.meta.url);
/** Of each exchange, the most traded markets. */
const MARKETS = 255;
/** Tokens that follow another price three times over: they would not agree with a walk of their own. */
const LEVERAGED = /\d[LS]$|^.{3,}(UP|DOWN|BULL|BEAR)$/;

const fileIndex = z.record(z.string(), z.array(z.object({ request: z.string(), file: z.string() })));

/** A market as it was recorded, base and quote by the names that a collection gives them. */
export interface RecordedMarket {
  exchange: string;
  /** Of its ticker. */
  id: string;
  base: string;
  quote: string;
  price: number;
  /** Over 24 hours, in the quote currency. */
  turnover: number;
  /** Ask less bid, as a part of the price. */
  spread: number;
  ticker: unknown;
}

export interface RecordedExchange {
  exchange: string;
  dialect: Dialect;
  markets: RecordedMarket[];
  /** The market list that it answers with. */
  listing: unknown;
}

export interface Recordings {
  exchanges: RecordedExchange[];
  /** US dollars an asset is worth, by its name. */
  levels: ReadonlyMap<string, number>;
}

interface Found {
  listed: ListedRow;
  market: RecordedMarket;
}

/** The recorded exchanges, each with its most traded markets. */
export async function readRecordings(): Promise<Recordings> {
  const files = fileIndex.parse(JSON.parse(await readFile(new URL('index.json', FOLDER), 'utf8')));
  const all = await Promise.all(
    Object.entries(DIALECTS).map(async ([exchange, dialect]) => {
      const body = (path: string) => readBody(exchange, path, files[exchange] ?? []);
      const [list, tickers] = [await body(dialect.listing.path), await body(dialect.tickers.path)];
      const code = await namesOf(exchange);
      return { exchange, dialect, list, found: tradedMarkets(exchange, dialect, list, tickers, code) };
    }),
  );
  const levels = dollarLevels(all.flatMap(({ found }) => found.map(({ market }) => market)));
  const exchanges = all.map(({ exchange, dialect, list, found }) => {
    const chosen = mostTraded(found, levels);
    const rows = chosen.map(({ listed }) => listed);
    const markets = chosen.map(({ market }) => market);
    return { exchange, dialect, markets, listing: dialect.listing.write(list, rows) };
  });
  return { exchanges, levels };
}

async function readBody(
  exchange: string,
  path: string,
  files: readonly { request: string; file: string }[],
): Promise<unknown> {
  const newest = files.findLast(({ request }) => request.split(/[ ?]/)[1] === path);
  if (newest === undefined) throw new Error(`tests/fixtures/index.json has no ${path} of ${exchange}`);
  return JSON.parse(gunzipSync(await readFile(new URL(newest.file, FOLDER))).toString('utf8'));
}

/** What a collection calls this exchange's codes. */
async function namesOf(exchange: string): Promise<(code: string) => string> {
  const library = new (await exchangeClass(exchange))({});
  return (code) => library.safeCurrencyCode(code) ?? code;
}

function tradedMarkets(
  exchange: string,
  dialect: Dialect,
  list: unknown,
  tickers: unknown,
  code: (code: string) => string,
): Found[] {
  const recorded = dialect.tickers.read(tickers);
  return dialect.listing.read(list).flatMap((listed) => {
    const { row, ticker } = recorded.get(listed.id) ?? {};
    if (ticker === undefined || LEVERAGED.test(listed.base)) return [];
    const { last, bid, ask, turnover } = ticker;
    if (!(last > 0 && turnover > 0 && bid > 0 && ask >= bid)) return [];
    const [base, quote] = [code(listed.base), code(listed.quote)];
    const spread = Math.min(0.02, Math.max(0.000_02, (ask - bid) / ask));
    return [
      {
        listed,
        market: { exchange, id: listed.id, base, quote, price: last, turnover, spread, ticker: row },
      },
    ];
  });
}

function mostTraded(found: readonly Found[], levels: ReadonlyMap<string, number>): Found[] {
  const worth = ({ market: { base, quote, turnover } }: Found) =>
    levels.has(base) ? turnover * (levels.get(quote) ?? 0) : 0;
  const names = new Set<string>();
  return [...found]
    .sort((a, b) => worth(b) - worth(a))
    .filter((each) => {
      const name = `${each.market.base}-${each.market.quote}`;
      if (names.has(name) || worth(each) === 0) return false;
      names.add(name);
      return true;
    })
    .slice(0, MARKETS);
}
