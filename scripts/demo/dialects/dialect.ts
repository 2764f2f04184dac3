import { z } from 'zod';
import type { Market, Ticker } from '@/lib/model/ticker';
import type { Quote } from '@/scripts/demo/world/quote';

/** A market as the exchange lists it, by its own ids. */
export interface ListedRow {
  id: string;
  base: string;
  quote: string;
  row: unknown;
}

/** What a recorded ticker says, in quote units. */
export interface RecordedTicker {
  last: number;
  bid: number;
  ask: number;
  /** Over 24 hours. */
  turnover: number;
}

/** How one exchange writes its market list and its tickers. `body` is a whole recorded answer. */
export interface Dialect {
  listing: {
    path: string;
    /** The active spot markets. */
    read(body: unknown): ListedRow[];
    /** The recorded answer with these rows alone. */
    write(body: unknown, rows: readonly ListedRow[]): unknown;
  };
  tickers: {
    path: string;
    /** By market id. */
    read(body: unknown): Map<string, { row: unknown; ticker: RecordedTicker }>;
    /** The recorded row with new numbers. */
    row(recorded: unknown, quote: Quote): unknown;
    write(rows: ReadonlyMap<string, unknown>, atMs: number): unknown;
  };
  /** What a collection reads of the row that `tickers.row` writes. */
  reading(market: Market, quote: Quote): Ticker;
}

export const text = z.string();
/** Exchanges write numbers as text. */
export const number = z.coerce.number();

/** What a collection reads where it gets all numbers and derives change and average price from them. */
export function plainTicker(market: Market, quote: Quote): Ticker {
  const { last, bid, ask, bidSize, askSize, baseVolume, quoteVolume, high, low, open } = quote;
  return {
    market,
    last,
    bid,
    ask,
    bidSize,
    askSize,
    baseVolume,
    quoteVolume,
    high,
    low,
    open,
    changePercent: percent(last, open),
    vwap: quoteVolume / baseVolume,
    stampedAtMs: Number.NaN,
  };
}

/** Change from `open` to `last`, per cent. */
export function percent(last: number, open: number): number {
  return ((last - open) / open) * 100;
}
