import { around, type Quote, WRITERS, type Writer } from './synthetic';

const text = (value: unknown) => String(value);

/** How the other exchanges of the default list write, after their recordings or documentation. */
const OTHERS: Record<string, Writer> = {
  bitfinex: {
    listing: [
      '/v2/conf/pub:info:pair,pub:info:pair:futures,pub:list:pair:securities,pub:list:pair:margin',
      (pairs) => [
        pairs.map(({ base, quote }) => [`${base}:${quote}`, [null, null, null, '0.00004', '2000']]),
        [],
        [],
        [],
      ],
    ],
    tickers: [
      '/v2/tickers',
      (quotes) =>
        quotes.map((row) => {
          const { bid, ask, high, low } = numbers(row);
          return [
            `t${row.base}:${row.quote}`,
            bid,
            1,
            ask,
            1,
            0,
            0,
            Number(row.last),
            row.baseVolume,
            high,
            low,
          ];
        }),
    ],
  },
  bitget: {
    listing: [
      '/api/v2/spot/public/symbols',
      (pairs) => ({
        code: '00000',
        data: pairs.map(({ base, quote }) => ({
          symbol: base + quote,
          baseCoin: base,
          quoteCoin: quote,
          status: 'online',
          pricePrecision: '2',
        })),
      }),
    ],
    tickers: [
      '/api/v2/spot/market/tickers',
      (quotes) => ({
        code: '00000',
        data: quotes.map((row) => {
          const { bid, ask, high, low, open } = around(row);
          return {
            symbol: row.base + row.quote,
            open,
            high24h: high,
            low24h: low,
            lastPr: row.last,
            quoteVolume: text(row.quoteVolume),
            baseVolume: text(row.baseVolume),
            ts: text(row.stampedAtMs),
            bidPr: bid,
            askPr: ask,
            bidSz: '1',
            askSz: '1',
            change24h: '0',
          };
        }),
      }),
    ],
  },
  bitstamp: {
    listing: [
      '/api/v2/markets/',
      (pairs) =>
        pairs.map(({ base, quote }) => ({
          name: `${base}/${quote}`,
          market_symbol: (base + quote).toLowerCase(),
          base_currency: base,
          counter_currency: quote,
          trading: 'Enabled',
          market_type: 'SPOT',
        })),
    ],
    tickers: [
      '/api/v2/ticker/',
      (quotes) =>
        quotes.map((row) => {
          const { bid, ask, high, low, open } = around(row);
          return {
            timestamp: text(Math.floor(row.stampedAtMs / 1000)),
            last: row.last,
            high,
            low,
            bid,
            ask,
            open,
            vwap: open,
            volume: text(row.baseVolume),
            open_24: open,
            percent_change_24: '0',
            pair: `${row.base}/${row.quote}`,
          };
        }),
    ],
  },
  bybit: {
    listing: [
      '/v5/market/instruments-info',
      (pairs) => ({
        retCode: 0,
        retMsg: 'OK',
        result: {
          category: 'spot',
          list: pairs.map(({ base, quote }) => ({
            symbol: base + quote,
            baseCoin: base,
            quoteCoin: quote,
            status: 'Trading',
          })),
        },
      }),
    ],
    tickers: [
      '/v5/market/tickers',
      (quotes) => ({
        retCode: 0,
        retMsg: 'OK',
        result: {
          category: 'spot',
          list: quotes.map((row) => {
            const { bid, ask, high, low, open } = around(row);
            return {
              symbol: row.base + row.quote,
              bid1Price: bid,
              bid1Size: '1',
              ask1Price: ask,
              ask1Size: '1',
              lastPrice: row.last,
              prevPrice24h: open,
              price24hPcnt: '0',
              highPrice24h: high,
              lowPrice24h: low,
              turnover24h: text(row.quoteVolume),
              volume24h: text(row.baseVolume),
            };
          }),
        },
      }),
    ],
  },
  coinbaseexchange: {
    listing: [
      '/products',
      (pairs) =>
        pairs.map(({ base, quote }) => ({
          id: `${base}-${quote}`,
          base_currency: base,
          quote_currency: quote,
          quote_increment: '0.01',
          base_increment: '0.00000001',
          status: 'online',
          trading_disabled: false,
        })),
    ],
    tickers: [
      '/products/spark-lines',
      (quotes) =>
        Object.fromEntries(
          quotes.map((row) => {
            const { high, low, open } = numbers(row);
            const candle = [Math.floor(row.stampedAtMs / 1000), low, high, open, Number(row.last)];
            return [`${row.base}-${row.quote}`, [candle]];
          }),
        ),
    ],
  },
  cryptocom: {
    listing: [
      '/exchange/v1/public/get-instruments',
      (pairs) => ({
        id: 1,
        method: 'public/get-instruments',
        code: 0,
        result: {
          data: pairs.map(({ base, quote }) => ({
            symbol: `${base}_${quote}`,
            inst_type: 'CCY_PAIR',
            base_ccy: base,
            quote_ccy: quote,
            tradable: true,
          })),
        },
      }),
    ],
    tickers: [
      '/exchange/v1/public/get-tickers',
      (quotes) => ({
        id: -1,
        method: 'public/get-tickers',
        code: 0,
        result: {
          data: quotes.map((row) => {
            const { bid, ask, high, low } = around(row);
            return {
              i: `${row.base}_${row.quote}`,
              h: high,
              l: low,
              a: row.last,
              v: text(row.baseVolume),
              vv: text(row.quoteVolume),
              c: '0',
              b: bid,
              k: ask,
              t: row.stampedAtMs,
            };
          }),
        },
      }),
    ],
  },
  gemini: {
    listing: ['/v1/symbols', (pairs) => pairs.map(({ base, quote }) => (base + quote).toLowerCase())],
    tickers: [
      '/v1/pricefeed',
      (quotes) =>
        quotes.map((row) => ({
          pair: (row.base + row.quote).toUpperCase(),
          price: row.last,
          percentChange24h: '0',
        })),
    ],
  },
  htx: {
    listing: [
      '/v1/common/symbols',
      (pairs) => ({
        status: 'ok',
        data: pairs.map(({ base, quote }) => ({
          'base-currency': base.toLowerCase(),
          'quote-currency': quote.toLowerCase(),
          symbol: (base + quote).toLowerCase(),
          'price-precision': 8,
          'amount-precision': 4,
          'value-precision': 8,
          state: 'online',
          'api-trading': 'enabled',
        })),
      }),
    ],
    tickers: [
      '/market/tickers',
      (quotes, nowMs) => ({
        status: 'ok',
        ts: nowMs,
        data: quotes.map((row) => {
          const { bid, ask, high, low, open } = numbers(row);
          return {
            symbol: (row.base + row.quote).toLowerCase(),
            open,
            high,
            low,
            close: row.last,
            amount: row.baseVolume,
            vol: row.quoteVolume,
            bid,
            bidSize: 1,
            ask,
            askSize: 1,
          };
        }),
      }),
    ],
  },
  mexc: {
    listing: [
      '/api/v3/exchangeInfo',
      (pairs) => ({
        symbols: pairs.map(({ base, quote }) => ({
          symbol: base + quote,
          status: '1',
          baseAsset: base,
          quoteAsset: quote,
          isSpotTradingAllowed: true,
        })),
      }),
    ],
    tickers: [
      '/api/v3/ticker/24hr',
      (quotes) =>
        quotes.map((row) => {
          const { bid, ask, high, low, open } = around(row);
          return {
            symbol: row.base + row.quote,
            priceChange: '0',
            priceChangePercent: '0',
            lastPrice: row.last,
            bidPrice: bid,
            bidQty: '1',
            askPrice: ask,
            askQty: '1',
            openPrice: open,
            highPrice: high,
            lowPrice: low,
            volume: text(row.baseVolume),
            quoteVolume: text(row.quoteVolume),
            closeTime: row.stampedAtMs,
            count: null,
          };
        }),
    ],
  },
};

/** By exchange id: all that the product asks unless it is told otherwise. */
export const DEFAULT_WRITERS: Readonly<Record<string, Writer>> = { ...WRITERS, ...OTHERS };

function numbers(row: Quote) {
  const { bid, ask, high, low, open } = around(row);
  return {
    bid: Number(bid),
    ask: Number(ask),
    high: Number(high),
    low: Number(low),
    open: Number(open),
  };
}
