import { z } from 'zod';

/** A market that trades, by the exchange's own ids. */
export interface ListedPair {
  id: string;
  base: string;
  quote: string;
  /** What its ticker is called, where that is not its id. */
  tickerId?: string;
}

/** How one exchange writes its answers, from its own documentation: nothing here knows the library under test. */
export interface Dialect {
  listing: { path: string; read(body: unknown): ListedPair[] };
  tickers: { path: string; read(body: unknown): [tickerId: string, last: unknown][] };
}

const text = z.string();
const parts = (id: string, by: string): [string, string] => {
  const [first = '', second = ''] = id.split(by);
  return [first, second];
};

const binance: Dialect = {
  listing: {
    path: '/api/v3/exchangeInfo',
    read: (body) =>
      z
        .object({
          symbols: z.array(
            z.object({
              symbol: text,
              status: text,
              baseAsset: text,
              quoteAsset: text,
              permissions: z.array(text),
            }),
          ),
        })
        .parse(body)
        // TRD_GRP_003 are markets of the United States' sister exchange, of which this one only lists the names.
        .symbols.filter(
          ({ status, permissions }) => status === 'TRADING' && !permissions.includes('TRD_GRP_003'),
        )
        .map(({ symbol, baseAsset, quoteAsset }) => ({ id: symbol, base: baseAsset, quote: quoteAsset })),
  },
  tickers: {
    path: '/api/v3/ticker/24hr',
    read: (body) =>
      z
        .array(z.object({ symbol: text, lastPrice: text }))
        .parse(body)
        .map((row) => [row.symbol, row.lastPrice]),
  },
};

const KRAKEN_NEW_CODES: Record<string, string> = { XBT: 'BTC', XDG: 'DOGE' };
/** Which coin the rest of the world knows by another name than Kraken's code of it. */
const KRAKEN_COINS: Record<string, string> = { LUNA: 'LUNC', LUNA2: 'LUNA', REPV2: 'REP', UST: 'USTC' };
const kraken: Dialect = {
  listing: {
    path: '/0/public/AssetPairs',
    read: (body) =>
      Object.entries(
        z
          .object({
            result: z.record(text, z.object({ wsname: text, status: text })),
          })
          .parse(body).result,
      )
        .filter(([, { status }]) => status === 'online')
        .map(([id, { wsname }]) => {
          const [base = '', quote = ''] = parts(wsname, '/').map((code) => KRAKEN_NEW_CODES[code] ?? code);
          return { id, base: KRAKEN_COINS[base] ?? base, quote, tickerId: `${base}/${quote}` };
        }),
  },
  tickers: {
    path: '/0/public/Ticker',
    read: (body) =>
      Object.entries(
        z.object({ result: z.record(text, z.object({ c: z.array(text) })) }).parse(body).result,
      ).map(([id, { c }]) => [id, c[0]]),
  },
};

const kucoin: Dialect = {
  listing: {
    path: '/api/v2/symbols',
    read: (body) =>
      z
        .object({
          data: z.array(
            z.object({ symbol: text, baseCurrency: text, quoteCurrency: text, enableTrading: z.boolean() }),
          ),
        })
        .parse(body)
        .data.filter(({ enableTrading }) => enableTrading)
        // The pair is in the id; a renamed coin keeps its old id.
        .map(({ symbol }) => ({ id: symbol, base: parts(symbol, '-')[0], quote: parts(symbol, '-')[1] })),
  },
  tickers: {
    path: '/api/v1/market/allTickers',
    read: (body) =>
      z
        .object({ data: z.object({ ticker: z.array(z.object({ symbol: text, last: text })) }) })
        .parse(body)
        .data.ticker.map((row) => [row.symbol, row.last]),
  },
};

const gate: Dialect = {
  listing: {
    path: '/api/v4/spot/currency_pairs',
    read: (body) =>
      z
        .array(z.object({ id: text, base: text, quote: text, trade_status: text }))
        .parse(body)
        .filter(({ trade_status }) => trade_status === 'tradable'),
  },
  tickers: {
    path: '/api/v4/spot/tickers',
    read: (body) =>
      z
        .array(z.object({ currency_pair: text, last: text }))
        .parse(body)
        .map((row) => [row.currency_pair, row.last]),
  },
};

const htx: Dialect = {
  listing: {
    path: '/v1/common/symbols',
    read: (body) =>
      z
        .object({
          data: z.array(
            z.object({ symbol: text, 'base-currency': text, 'quote-currency': text, state: text }),
          ),
        })
        .parse(body)
        .data.filter(({ state }) => state === 'online')
        .map((row) => ({ id: row.symbol, base: row['base-currency'], quote: row['quote-currency'] })),
  },
  tickers: {
    path: '/market/tickers',
    read: (body) =>
      z
        .object({ data: z.array(z.object({ symbol: text, close: text })) })
        .parse(body)
        .data.map((row) => [row.symbol, row.close]),
  },
};

const okx: Dialect = {
  listing: {
    path: '/api/v5/public/instruments',
    read: (body) =>
      z
        .object({ data: z.array(z.object({ instId: text, baseCcy: text, quoteCcy: text, state: text })) })
        .parse(body)
        .data.filter(({ state }) => state === 'live')
        .map((row) => ({ id: row.instId, base: row.baseCcy, quote: row.quoteCcy })),
  },
  tickers: {
    path: '/api/v5/market/tickers',
    read: (body) =>
      z
        .object({ data: z.array(z.object({ instId: text, last: text })) })
        .parse(body)
        .data.map((row) => [row.instId, row.last]),
  },
};

const coinbaseexchange: Dialect = {
  listing: {
    path: '/products',
    read: (body) =>
      z
        .array(z.object({ id: text, base_currency: text, quote_currency: text, status: text }))
        .parse(body)
        .filter(({ status }) => status === 'online')
        .map((row) => ({ id: row.id, base: row.base_currency, quote: row.quote_currency })),
  },
  tickers: {
    path: '/products/spark-lines',
    // [time, low, high, open, close] of the newest candle.
    read: (body) =>
      Object.entries(z.record(text, z.array(z.array(z.number()))).parse(body)).map(([id, candles]) => [
        id,
        candles[0]?.[4],
      ]),
  },
};

const upbit: Dialect = {
  listing: {
    path: '/v1/market/all',
    read: (body) =>
      z
        .array(z.object({ market: text }))
        .parse(body)
        .map(({ market }) => ({ id: market, quote: parts(market, '-')[0], base: parts(market, '-')[1] })),
  },
  tickers: {
    path: '/v1/ticker/all',
    read: (body) =>
      z
        .array(z.object({ market: text, trade_price: text }))
        .parse(body)
        .map((row) => [row.market, row.trade_price]),
  },
};

const bigone: Dialect = {
  listing: {
    path: '/api/v3/asset_pairs',
    read: (body) => {
      const asset = z.object({ symbol: text });
      return z
        .object({ data: z.array(z.object({ name: text, base_asset: asset, quote_asset: asset })) })
        .parse(body)
        .data.map((row) => ({ id: row.name, base: row.base_asset.symbol, quote: row.quote_asset.symbol }));
    },
  },
  tickers: {
    path: '/api/v3/asset_pairs/tickers',
    read: (body) =>
      z
        .object({ data: z.array(z.object({ asset_pair_name: text, close: text })) })
        .parse(body)
        .data.map((row) => [row.asset_pair_name, row.close]),
  },
};

const gemini: Dialect = {
  listing: {
    // Recorded for every symbol and kept in one map; a collection only asks for /v1/symbols.
    path: '/v1/symbols/details/{symbol}',
    read: (body) =>
      Object.entries(
        z
          .record(text, z.object({ base_currency: text, quote_currency: text, product_type: text }))
          .parse(body),
      )
        .filter(([, { product_type }]) => product_type === 'spot')
        .map(([id, { base_currency, quote_currency }]) => ({
          id,
          base: base_currency,
          quote: quote_currency,
          tickerId: id.toUpperCase(),
        })),
  },
  tickers: {
    path: '/v1/pricefeed',
    read: (body) =>
      z
        .array(z.object({ pair: text, price: text }))
        .parse(body)
        .map((row) => [row.pair, row.price]),
  },
};

export const DIALECTS: Record<string, Dialect> = {
  binance,
  bigone,
  coinbaseexchange,
  gate,
  gemini,
  htx,
  kraken,
  kucoin,
  okx,
  upbit,
};
