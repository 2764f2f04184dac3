import { z } from 'zod';
import { writerOf } from '@/scripts/demo/world/quote';
import { type Dialect, number, plainTicker, text } from './dialect';

const symbol = z.looseObject({ symbol: text, 'base-currency': text, 'quote-currency': text, state: text });
const listing = z.looseObject({ data: z.array(symbol) });
const row = z.looseObject({ symbol: text, close: number, bid: number, ask: number, vol: number });
const tickers = z.looseObject({ data: z.array(row) });

export const htx: Dialect = {
  listing: {
    path: '/v1/common/symbols',
    read: (body) =>
      listing
        .parse(body)
        .data.filter(({ state }) => state === 'online')
        .map((row) => ({
          id: row.symbol,
          base: row['base-currency'].toUpperCase(),
          quote: row['quote-currency'].toUpperCase(),
          row,
        })),
    write: (body, rows) => ({ ...listing.parse(body), data: rows.map(({ row }) => row) }),
  },
  tickers: {
    path: '/market/tickers',
    read: (body) =>
      new Map(
        tickers
          .parse(body)
          .data.map((row) => [
            row.symbol,
            { row, ticker: { last: row.close, bid: row.bid, ask: row.ask, turnover: row.vol } },
          ]),
      ),
    row(recorded, quote) {
      const write = writerOf(quote);
      return {
        ...row.parse(recorded),
        open: write.price(quote.open),
        high: write.price(quote.high),
        low: write.price(quote.low),
        close: write.price(quote.last),
        amount: write.amount(quote.baseVolume),
        vol: write.paid(quote.quoteVolume),
        bid: write.price(quote.bid),
        bidSize: write.amount(quote.bidSize),
        ask: write.price(quote.ask),
        askSize: write.amount(quote.askSize),
      };
    },
    write: (rows, atMs) => ({ data: [...rows.values()], status: 'ok', ts: atMs }),
  },
  reading: plainTicker,
};
