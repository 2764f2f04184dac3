import { z } from 'zod';
import { writerOf } from '@/scripts/demo/world/quote';
import { type Dialect, number, percent, plainTicker, text } from './dialect';

const symbol = z.looseObject({
  symbol: text,
  status: text,
  baseAsset: text,
  quoteAsset: text,
  permissions: z.array(text),
});
const listing = z.looseObject({ symbols: z.array(symbol) });
const row = z.looseObject({
  symbol: text,
  lastPrice: number,
  bidPrice: number,
  askPrice: number,
  quoteVolume: number,
});

export const binance: Dialect = {
  listing: {
    path: '/api/v3/exchangeInfo',
    read: (body) =>
      listing
        .parse(body)
        // TRD_GRP_003 are markets of its sister in the United States.
        .symbols.filter(
          ({ status, permissions }) => status === 'TRADING' && !permissions.includes('TRD_GRP_003'),
        )
        .map((row) => ({ id: row.symbol, base: row.baseAsset, quote: row.quoteAsset, row })),
    write: (body, rows) => ({ ...listing.parse(body), symbols: rows.map(({ row }) => row) }),
  },
  tickers: {
    path: '/api/v3/ticker/24hr',
    read: (body) =>
      new Map(
        z
          .array(row)
          .parse(body)
          .map((row) => [
            row.symbol,
            {
              row,
              ticker: {
                last: row.lastPrice,
                bid: row.bidPrice,
                ask: row.askPrice,
                turnover: row.quoteVolume,
              },
            },
          ]),
      ),
    row(recorded, quote) {
      const write = writerOf(quote);
      return {
        ...row.parse(recorded),
        priceChange: write.price(quote.last - quote.open),
        priceChangePercent: percent(quote.last, quote.open).toFixed(3),
        weightedAvgPrice: write.price(quote.vwap),
        prevClosePrice: write.price(quote.open),
        lastPrice: write.price(quote.last),
        bidPrice: write.price(quote.bid),
        bidQty: write.amount(quote.bidSize),
        askPrice: write.price(quote.ask),
        askQty: write.amount(quote.askSize),
        openPrice: write.price(quote.open),
        highPrice: write.price(quote.high),
        lowPrice: write.price(quote.low),
        volume: write.amount(quote.baseVolume),
        quoteVolume: write.paid(quote.quoteVolume),
        openTime: quote.atMs - 86_400_000,
        closeTime: quote.atMs,
      };
    },
    write: (rows) => [...rows.values()],
  },
  reading(market, quote) {
    const ticker = plainTicker(market, quote);
    const written = Number(ticker.changePercent.toFixed(3));
    ticker.vwap = quote.vwap;
    ticker.changePercent = written;
    ticker.stampedAtMs = quote.atMs;
    return ticker;
  },
};
