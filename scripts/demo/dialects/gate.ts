import { z } from 'zod';
import { writerOf } from '@/scripts/demo/world/quote';
import { type Dialect, number, percent, plainTicker, text } from './dialect';

const listing = z.array(z.looseObject({ id: text, base: text, quote: text, trade_status: text }));
const row = z.looseObject({
  currency_pair: text,
  last: number,
  // Empty where nobody offers.
  highest_bid: number.catch(0),
  lowest_ask: number.catch(0),
  quote_volume: number,
});

export const gate: Dialect = {
  listing: {
    path: '/api/v4/spot/currency_pairs',
    read: (body) =>
      listing
        .parse(body)
        .filter(({ trade_status }) => trade_status === 'tradable')
        .map((row) => ({ id: row.id, base: row.base, quote: row.quote, row })),
    write: (_, rows) => rows.map(({ row }) => row),
  },
  tickers: {
    path: '/api/v4/spot/tickers',
    read: (body) =>
      new Map(
        z
          .array(row)
          .parse(body)
          .map((row) => [
            row.currency_pair,
            {
              row,
              ticker: {
                last: row.last,
                bid: row.highest_bid,
                ask: row.lowest_ask,
                turnover: row.quote_volume,
              },
            },
          ]),
      ),
    row(recorded, quote) {
      const write = writerOf(quote);
      return {
        ...row.parse(recorded),
        last: write.price(quote.last),
        lowest_ask: write.price(quote.ask),
        highest_bid: write.price(quote.bid),
        change_percentage: percent(quote.last, quote.open).toFixed(2),
        base_volume: write.amount(quote.baseVolume),
        quote_volume: write.paid(quote.quoteVolume),
        high_24h: write.price(quote.high),
        low_24h: write.price(quote.low),
      };
    },
    write: (rows) => [...rows.values()],
  },
  reading(market, quote) {
    const ticker = plainTicker(market, quote);
    ticker.bidSize = Number.NaN;
    ticker.askSize = Number.NaN;
    ticker.changePercent = Number(ticker.changePercent.toFixed(2));
    ticker.open = quote.last / (1 + ticker.changePercent / 100);
    return ticker;
  },
};
