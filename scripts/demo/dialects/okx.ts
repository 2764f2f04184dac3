import { z } from 'zod';
import { writerOf } from '@/scripts/demo/world/quote';
import { type Dialect, number, plainTicker, text } from './dialect';

const instrument = z.looseObject({ instId: text, baseCcy: text, quoteCcy: text, state: text });
const listing = z.looseObject({ data: z.array(instrument) });
const row = z.looseObject({ instId: text, last: number, bidPx: number, askPx: number, volCcy24h: number });
const tickers = z.looseObject({ data: z.array(row) });

export const okx: Dialect = {
  listing: {
    path: '/api/v5/public/instruments',
    read: (body) =>
      listing
        .parse(body)
        .data.filter(({ state }) => state === 'live')
        .map((row) => ({ id: row.instId, base: row.baseCcy, quote: row.quoteCcy, row })),
    write: (body, rows) => ({ ...listing.parse(body), data: rows.map(({ row }) => row) }),
  },
  tickers: {
    path: '/api/v5/market/tickers',
    read: (body) =>
      new Map(
        tickers
          .parse(body)
          .data.map((row) => [
            row.instId,
            { row, ticker: { last: row.last, bid: row.bidPx, ask: row.askPx, turnover: row.volCcy24h } },
          ]),
      ),
    row(recorded, quote) {
      const write = writerOf(quote);
      return {
        ...row.parse(recorded),
        last: write.price(quote.last),
        lastSz: write.amount(quote.askSize),
        askPx: write.price(quote.ask),
        askSz: write.amount(quote.askSize),
        bidPx: write.price(quote.bid),
        bidSz: write.amount(quote.bidSize),
        open24h: write.price(quote.open),
        high24h: write.price(quote.high),
        low24h: write.price(quote.low),
        volCcy24h: write.paid(quote.quoteVolume),
        vol24h: write.amount(quote.baseVolume),
        ts: String(quote.atMs),
        sodUtc0: write.price(quote.dayOpen),
        sodUtc8: write.price(quote.dayOpen),
      };
    },
    write: (rows) => ({ code: '0', msg: '', data: [...rows.values()] }),
  },
  reading(market, quote) {
    const ticker = plainTicker(market, quote);
    ticker.stampedAtMs = quote.atMs;
    return ticker;
  },
};
