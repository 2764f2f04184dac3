import type { RequestListener } from 'node:http';
import type { LoopbackExchange } from './server';
import { startExchange } from './server';

/** What a made-up exchange says of one market. Texts go out as they are: words and zeros are possible. */
export interface Quote {
  base: string;
  quote: string;
  last: string | number | null;
  bid?: number;
  ask?: number;
  high?: number;
  low?: number;
  baseVolume: number | '';
  quoteVolume: number | '';
  stampedAtMs: number;
}

export interface Pair {
  base: string;
  quote: string;
}

/** How an exchange writes a list of markets and their tickers. */
export interface Writer {
  listing: [path: string, write: (pairs: readonly Pair[]) => unknown];
  tickers: [path: string, write: (quotes: readonly Quote[], nowMs: number) => unknown];
}

const text = (value: unknown) => String(value);
export const around = ({ last, bid, ask, high, low }: Quote) => {
  const price = Number(last) > 0 ? Number(last) : 1;
  return {
    bid: text(bid ?? price * 0.999),
    ask: text(ask ?? price * 1.001),
    high: text(high ?? price * 1.1),
    low: text(low ?? price * 0.9),
    open: text(price),
  };
};

const binance: Writer = {
  listing: [
    '/api/v3/exchangeInfo',
    (pairs) => ({
      timezone: 'UTC',
      symbols: pairs.map(({ base, quote }) => ({
        symbol: base + quote,
        status: 'TRADING',
        baseAsset: base,
        quoteAsset: quote,
        isSpotTradingAllowed: true,
        filters: [],
        permissions: ['SPOT'],
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
        };
      }),
  ],
};

const kraken: Writer = {
  listing: [
    '/0/public/AssetPairs',
    (pairs) => ({
      error: [],
      result: Object.fromEntries(
        pairs.map(({ base, quote }) => [
          base + quote,
          {
            altname: base + quote,
            wsname: `${base}/${quote}`,
            base,
            quote,
            pair_decimals: 8,
            lot_decimals: 8,
            fees: [[0, 0.4]],
            fees_maker: [[0, 0.25]],
            leverage_buy: [],
            leverage_sell: [],
            ordermin: '1',
            status: 'online',
          },
        ]),
      ),
    }),
  ],
  tickers: [
    '/0/public/Ticker',
    (quotes) => ({
      error: [],
      result: Object.fromEntries(
        quotes.map((row) => {
          const { bid, ask, high, low, open } = around(row);
          const average = Number(row.quoteVolume) / Number(row.baseVolume);
          return [
            row.base + row.quote,
            {
              a: [ask, '1', '1'],
              b: [bid, '1', '1'],
              c: [row.last, '1'],
              v: [text(row.baseVolume), text(row.baseVolume)],
              p: [text(average), text(average)],
              t: [1, 1],
              l: [low, low],
              h: [high, high],
              o: open,
            },
          ];
        }),
      ),
    }),
  ],
};

const okx: Writer = {
  listing: [
    '/api/v5/public/instruments',
    (pairs) => ({
      code: '0',
      data: pairs.map(({ base, quote }) => ({
        instId: `${base}-${quote}`,
        instType: 'SPOT',
        baseCcy: base,
        quoteCcy: quote,
        state: 'live',
        tickSz: '0.00000001',
        lotSz: '0.00000001',
        minSz: '1',
      })),
    }),
  ],
  tickers: [
    '/api/v5/market/tickers',
    (quotes) => ({
      code: '0',
      data: quotes.map((row) => {
        const { bid, ask, high, low, open } = around(row);
        return {
          instType: 'SPOT',
          instId: `${row.base}-${row.quote}`,
          last: row.last,
          askPx: ask,
          askSz: '1',
          bidPx: bid,
          bidSz: '1',
          open24h: open,
          high24h: high,
          low24h: low,
          volCcy24h: text(row.quoteVolume),
          vol24h: text(row.baseVolume),
          ts: text(row.stampedAtMs),
        };
      }),
    }),
  ],
};

const kucoin: Writer = {
  listing: [
    '/api/v2/symbols',
    (pairs) => ({
      code: '200000',
      data: pairs.map(({ base, quote }) => ({
        symbol: `${base}-${quote}`,
        name: `${base}-${quote}`,
        baseCurrency: base,
        quoteCurrency: quote,
        baseIncrement: '0.00000001',
        quoteIncrement: '0.00000001',
        priceIncrement: '0.00000001',
        enableTrading: true,
      })),
    }),
  ],
  tickers: [
    '/api/v1/market/allTickers',
    (quotes, nowMs) => ({
      code: '200000',
      data: {
        time: quotes[0]?.stampedAtMs ?? nowMs,
        ticker: quotes.map((row) => {
          const { bid, ask, high, low } = around(row);
          return {
            symbol: `${row.base}-${row.quote}`,
            symbolName: `${row.base}-${row.quote}`,
            buy: bid,
            sell: ask,
            changeRate: '0',
            high,
            low,
            vol: text(row.baseVolume),
            volValue: text(row.quoteVolume),
            last: row.last,
          };
        }),
      },
    }),
  ],
};

const gate: Writer = {
  listing: [
    '/api/v4/spot/currency_pairs',
    (pairs) =>
      pairs.map(({ base, quote }) => ({
        id: `${base}_${quote}`,
        base,
        quote,
        fee: '0.2',
        amount_precision: 8,
        precision: 8,
        trade_status: 'tradable',
      })),
  ],
  tickers: [
    '/api/v4/spot/tickers',
    (quotes) =>
      quotes.map((row) => {
        const { bid, ask, high, low } = around(row);
        return {
          currency_pair: `${row.base}_${row.quote}`,
          last: row.last,
          lowest_ask: ask,
          highest_bid: bid,
          change_percentage: '0',
          base_volume: text(row.baseVolume),
          quote_volume: text(row.quoteVolume),
          high_24h: high,
          low_24h: low,
        };
      }),
  ],
};

export const WRITERS = { binance, gate, kraken, kucoin, okx };
export type Venue = keyof typeof WRITERS;
export const VENUES: readonly Venue[] = ['binance', 'gate', 'kraken', 'kucoin', 'okx'];

interface Says {
  quotes(): readonly Quote[] | null;
  nowMs(): number;
  /** What answers instead, asked for at each request; null: nothing does. */
  instead?(): RequestListener | null;
}

/** A loopback server that speaks as this exchange. What it says is asked for at each request; null: it refuses. */
export async function startSyntheticExchange(venue: Venue, says: Says): Promise<LoopbackExchange> {
  const { listing, tickers } = WRITERS[venue];
  const exchange = await startExchange({});
  const answer = (path: string, body: (quotes: readonly Quote[]) => unknown) =>
    exchange.reply(path, (request, response) => {
      const instead = says.instead?.() ?? null;
      if (instead !== null) return instead(request, response);
      const quotes = says.quotes()?.map((quote) => withOwnVolume(quote, venue)) ?? null;
      response.writeHead(quotes === null ? 403 : 200, { 'content-type': 'application/json' });
      response.end(JSON.stringify(quotes === null ? {} : body(quotes)));
    });
  answer(listing[0], listing[1]);
  answer(tickers[0], (quotes) => tickers[1](quotes, says.nowMs()));
  return exchange;
}

/** No two order books trade the same to the digit: exchanges that did would be taken for doors to one. */
function withOwnVolume(quote: Quote, venue: Venue): Quote {
  const factor = 1 + VENUES.indexOf(venue) / 1e6;
  const own = <V>(volume: V) => (typeof volume === 'number' ? volume * factor : volume);
  return { ...quote, baseVolume: own(quote.baseVolume), quoteVolume: own(quote.quoteVolume) };
}
