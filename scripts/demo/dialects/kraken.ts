import { z } from 'zod';
import { writerOf } from '@/scripts/demo/world/quote';
import { type Dialect, number, plainTicker, text } from './dialect';

const pair = z.looseObject({ wsname: text, status: text });
const listing = z.looseObject({ result: z.record(text, pair) });
const numbers = z.array(number);
const row = z.looseObject({ a: numbers, b: numbers, c: numbers, v: numbers, p: numbers });
const tickers = z.looseObject({ result: z.record(text, row) });

const NEW_CODES: Record<string, string> = { XBT: 'BTC', XDG: 'DOGE' };

/** Its tickers are keyed by the pair's name (`BTC/USD`), as they were recorded, and so is the list here. */
export const kraken: Dialect = {
  listing: {
    path: '/0/public/AssetPairs',
    read: (body) =>
      Object.entries(listing.parse(body).result)
        .filter(([, { status }]) => status === 'online')
        .map(([key, row]) => {
          const [base = '', quote = ''] = row.wsname.split('/').map((code) => NEW_CODES[code] ?? code);
          return { id: `${base}/${quote}`, base, quote, row: [key, row] };
        }),
    write: (body, rows) => ({
      ...listing.parse(body),
      result: Object.fromEntries(rows.map(({ row }) => z.tuple([text, pair]).parse(row))),
    }),
  },
  tickers: {
    path: '/0/public/Ticker',
    read: (body) =>
      new Map(
        Object.entries(tickers.parse(body).result).map(([id, row]) => {
          const last = row.c[0] ?? 0;
          const turnover = (row.v[1] ?? 0) * (row.p[1] ?? 0);
          return [id, { row, ticker: { last, bid: row.b[0] ?? 0, ask: row.a[0] ?? 0, turnover } }];
        }),
      ),
    row(recorded, quote) {
      const write = writerOf(quote);
      const twice = (value: string) => [value, value];
      const offer = (price: number, size: number) => [
        write.price(price),
        String(Math.ceil(size)),
        write.amount(size),
      ];
      return {
        ...row.parse(recorded),
        a: offer(quote.ask, quote.askSize),
        b: offer(quote.bid, quote.bidSize),
        c: [write.price(quote.last), write.amount(quote.askSize)],
        v: twice(write.amount(quote.baseVolume)),
        p: twice(write.price(quote.vwap)),
        l: twice(write.price(quote.low)),
        h: twice(write.price(quote.high)),
        o: write.price(quote.dayOpen),
      };
    },
    write: (rows) => ({ error: [], result: Object.fromEntries(rows) }),
  },
  reading(market, quote) {
    const ticker = plainTicker(market, quote);
    ticker.vwap = quote.vwap;
    ticker.quoteVolume = quote.baseVolume * quote.vwap;
    ticker.open = quote.dayOpen;
    // Its change is that since midnight, which no collection stores.
    ticker.changePercent = Number.NaN;
    return ticker;
  },
};
