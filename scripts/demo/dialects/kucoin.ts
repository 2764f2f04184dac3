import { z } from 'zod';
import { writerOf } from '@/scripts/demo/world/quote';
import { type Dialect, number, plainTicker, text } from './dialect';

const listing = z.looseObject({ data: z.array(z.looseObject({ symbol: text, enableTrading: z.boolean() })) });
// A market without a trade has null for its numbers.
const row = z.looseObject({ symbol: text, last: number, buy: number, sell: number, volValue: number });
const tickers = z.looseObject({ data: z.looseObject({ ticker: z.array(row) }) });

const change = (last: number, open: number) => ((last - open) / open).toFixed(4);

export const kucoin: Dialect = {
  listing: {
    path: '/api/v2/symbols',
    read: (body) =>
      listing
        .parse(body)
        .data.filter(({ enableTrading }) => enableTrading)
        .map((row) => {
          // A renamed coin keeps its old id, which is what the pair is called by.
          const [base = '', quote = ''] = row.symbol.split('-');
          return { id: row.symbol, base, quote, row };
        }),
    write: (body, rows) => ({ ...listing.parse(body), data: rows.map(({ row }) => row) }),
  },
  tickers: {
    path: '/api/v1/market/allTickers',
    read: (body) =>
      new Map(
        tickers
          .parse(body)
          .data.ticker.map((row) => [
            row.symbol,
            { row, ticker: { last: row.last, bid: row.buy, ask: row.sell, turnover: row.volValue } },
          ]),
      ),
    row(recorded, quote) {
      const write = writerOf(quote);
      return {
        ...row.parse(recorded),
        buy: write.price(quote.bid),
        sell: write.price(quote.ask),
        changeRate: change(quote.last, quote.open),
        changePrice: write.price(quote.last - quote.open),
        high: write.price(quote.high),
        low: write.price(quote.low),
        vol: write.amount(quote.baseVolume),
        volValue: write.paid(quote.quoteVolume),
        last: write.price(quote.last),
        averagePrice: write.price(quote.vwap),
      };
    },
    write: (rows, atMs) => ({ code: '200000', data: { time: atMs, ticker: [...rows.values()] } }),
  },
  reading(market, quote) {
    const ticker = plainTicker(market, quote);
    const written = Number(change(quote.last, quote.open)) * 100;
    ticker.bidSize = Number.NaN;
    ticker.askSize = Number.NaN;
    ticker.changePercent = written;
    ticker.stampedAtMs = quote.atMs;
    return ticker;
  },
};
