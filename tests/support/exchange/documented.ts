/** A listing and tickers written by hand after an exchange's documentation, where nothing recorded is to be had. */
export interface DocumentedExchange {
  listing: [path: string, body: unknown];
  tickers: [path: string, body: unknown];
}

const json = (...rows: unknown[]) => rows;

/** Each lists BTC in USDT (or USD), a market that does not trade, and sends a ticker of a market that it does not list. */
export const DOCUMENTED: Record<string, DocumentedExchange> = {
  bitfinex: {
    listing: [
      '/v2/conf/pub:info:pair,pub:info:pair:futures,pub:list:pair:securities,pub:list:pair:margin',
      [
        json(['BTCUSD', [null, null, null, '0.00004', '2000']], ['DUSK:USD', []]),
        json(['BTCF0:USTF0', []]),
        [],
        [],
      ],
    ],
    tickers: [
      '/v2/tickers?symbols=ALL',
      json(
        ['tBTCUSD', 37583, 5.1, 37584, 3.2, 117.2, 0.0032, 37583.69, 907.03, 37744, 36666],
        ['tBTCF0:USTF0', 37500, 5.1, 37501, 3.2, 117.2, 0.0032, 37500, 907.03, 37744, 36666],
        ['tNEWUSD', 1, 5, 2, 3, 1, 0.1, 1.5, 9, 2, 1],
        [
          'fUSD',
          0.0002,
          0.0001,
          30,
          5e7,
          0.0002,
          2,
          1e6,
          0,
          0.1,
          0.0001,
          1e8,
          0.0003,
          0.0001,
          null,
          null,
          1e6,
        ],
      ),
    ],
  },
  bitget: {
    listing: [
      '/api/v2/spot/public/symbols',
      {
        code: '00000',
        data: json(
          { symbol: 'BTCUSDT', baseCoin: 'BTC', quoteCoin: 'USDT', status: 'online', pricePrecision: '2' },
          { symbol: 'OLDUSDT', baseCoin: 'OLD', quoteCoin: 'USDT', status: 'halt', pricePrecision: '2' },
        ),
      },
    ],
    tickers: [
      '/api/v2/spot/market/tickers',
      {
        code: '00000',
        data: json(
          {
            symbol: 'BTCUSDT',
            open: '37463.48',
            high24h: '37744',
            low24h: '36666',
            lastPr: '37583.69',
            quoteVolume: '519127705.303',
            baseVolume: '13907.0386',
            ts: '1700532903261',
            bidPr: '37583',
            askPr: '37584',
            bidSz: '0.0007',
            askSz: '0.0829',
            change24h: '0.0032',
          },
          { symbol: 'OLDUSDT', lastPr: '5' },
          { symbol: 'NEWUSDT', lastPr: '1.5' },
        ),
      },
    ],
  },
  bitstamp: {
    listing: [
      '/api/v2/markets/',
      json(
        {
          name: 'BTC/USD',
          market_symbol: 'btcusd',
          base_currency: 'BTC',
          counter_currency: 'USD',
          trading: 'Enabled',
          market_type: 'SPOT',
        },
        {
          name: 'OLD/USD',
          market_symbol: 'oldusd',
          base_currency: 'OLD',
          counter_currency: 'USD',
          trading: 'Disabled',
          market_type: 'SPOT',
        },
        {
          name: 'BTC/USD-PERP',
          market_symbol: 'btcusd-perp',
          base_currency: 'BTC',
          counter_currency: 'USD',
          trading: 'Enabled',
          market_type: 'PERPETUAL',
          payoff_type: 'Linear',
        },
      ),
    ],
    tickers: [
      '/api/v2/ticker/',
      json(
        {
          timestamp: '1700532903',
          high: '37744',
          last: '37583.69',
          bid: '37583',
          vwap: '37328.4',
          volume: '907.03',
          low: '36666',
          ask: '37584',
          open: '37000',
          open_24: '37463.48',
          percent_change_24: '0.32',
          pair: 'BTC/USD',
        },
        { last: '5', open: '5', pair: 'OLD/USD' },
        { last: '37500', open: '5', pair: 'BTC/USD-PERP' },
        { last: '1.5', open: '1', pair: 'NEW/USD' },
      ),
    ],
  },
  bybit: {
    listing: [
      '/v5/market/instruments-info?category=spot',
      {
        retCode: 0,
        retMsg: 'OK',
        result: {
          category: 'spot',
          list: json(
            { symbol: 'BTCUSDT', baseCoin: 'BTC', quoteCoin: 'USDT', status: 'Trading' },
            { symbol: 'OLDUSDT', baseCoin: 'OLD', quoteCoin: 'USDT', status: 'Closed' },
          ),
        },
      },
    ],
    tickers: [
      '/v5/market/tickers?category=spot',
      {
        retCode: 0,
        retMsg: 'OK',
        result: {
          category: 'spot',
          list: json(
            {
              symbol: 'BTCUSDT',
              bid1Price: '37583',
              bid1Size: '2',
              ask1Price: '37584',
              ask1Size: '1.862172',
              lastPrice: '37583.69',
              prevPrice24h: '37463.48',
              price24hPcnt: '0.0032',
              highPrice24h: '37744',
              lowPrice24h: '36666',
              turnover24h: '243765620.65899866',
              volume24h: '11801.27771',
            },
            { symbol: 'OLDUSDT', lastPrice: '5' },
            { symbol: 'NEWUSDT', lastPrice: '1.5' },
          ),
        },
      },
    ],
  },
  cryptocom: {
    listing: [
      '/exchange/v1/public/get-instruments',
      {
        id: 1,
        method: 'public/get-instruments',
        code: 0,
        result: {
          data: json(
            { symbol: 'BTC_USDT', inst_type: 'CCY_PAIR', base_ccy: 'BTC', quote_ccy: 'USDT', tradable: true },
            {
              symbol: 'OLD_USDT',
              inst_type: 'CCY_PAIR',
              base_ccy: 'OLD',
              quote_ccy: 'USDT',
              tradable: false,
            },
            {
              symbol: 'BTCUSD-PERP',
              inst_type: 'PERPETUAL_SWAP',
              base_ccy: 'BTC',
              quote_ccy: 'USD',
              tradable: true,
            },
          ),
        },
      },
    ],
    tickers: [
      '/exchange/v1/public/get-tickers',
      {
        id: -1,
        method: 'public/get-tickers',
        code: 0,
        result: {
          data: json(
            {
              i: 'BTC_USDT',
              h: '37744',
              l: '36666',
              a: '37583.69',
              v: '1767.8734',
              vv: '52436726.42',
              c: '0.0032',
              b: '37583',
              k: '37584',
              t: 1700532903261,
            },
            { i: 'OLD_USDT', a: '5', t: 1700532903261 },
            { i: 'BTCUSD-PERP', a: '37500', t: 1700532903261 },
            { i: 'NEW_USDT', a: '1.5', t: 1700532903261 },
          ),
        },
      },
    ],
  },
  mexc: {
    listing: [
      '/api/v3/exchangeInfo',
      {
        symbols: json(
          {
            symbol: 'BTCUSDT',
            status: '1',
            baseAsset: 'BTC',
            quoteAsset: 'USDT',
            isSpotTradingAllowed: true,
          },
          {
            symbol: 'OLDUSDT',
            status: '2',
            baseAsset: 'OLD',
            quoteAsset: 'USDT',
            isSpotTradingAllowed: true,
          },
        ),
      },
    ],
    tickers: [
      '/api/v3/ticker/24hr',
      json(
        {
          symbol: 'BTCUSDT',
          priceChange: '120.21',
          priceChangePercent: '0.0032',
          lastPrice: '37583.69',
          bidPrice: '37583',
          bidQty: '2',
          askPrice: '37584',
          askQty: '1.5',
          openPrice: '37463.48',
          highPrice: '37744',
          lowPrice: '36666',
          volume: '1732.461487',
          quoteVolume: '64669000.5',
          closeTime: 1700532903261,
          count: null,
        },
        { symbol: 'OLDUSDT', lastPrice: '5' },
        { symbol: 'NEWUSDT', lastPrice: '1.5' },
      ),
    ],
  },
};
