import { z } from 'zod';
import type { Ticker } from '@/lib/model/ticker';
import { agreedChange } from './sent-values';

/** The change is sent as a fraction; the library takes it for per cent, and computes the open from that. */
export function changeIsFraction(ticker: Ticker): Ticker {
  const { last, changePercent } = ticker;
  return { ...ticker, changePercent: changePercent * 100, open: last / (1 + changePercent) };
}

/** The change is that since midnight UTC. The open is then, too, which is near enough for a range. */
export function changeIsOfDay(ticker: Ticker): Ticker {
  return { ...ticker, changePercent: Number.NaN };
}

const HOUR_SECONDS = 3_600;
const candle = z.tuple([z.number()], z.unknown());

/** Coinbase sends hourly candles without any other time: the close is of the candle's hour, which may be long over. */
export function stampedByCandle(ticker: Ticker, info: unknown): Ticker {
  const { data } = candle.safeParse(info);
  return data === undefined ? ticker : { ...ticker, stampedAtMs: (data[0] + HOUR_SECONDS) * 1000 };
}

const bitstampTicker = z.object({ open_24: z.coerce.number(), percent_change_24: z.coerce.number() });

/** Bitstamp sends open and change both since midnight, which the library takes, and over 24 hours. */
export function bitstampDay(ticker: Ticker, info: unknown): Ticker {
  const { data } = bitstampTicker.safeParse(info);
  if (data === undefined) return changeIsOfDay(ticker);
  const { open_24: open, percent_change_24: percent } = data;
  return { ...ticker, open, changePercent: agreedChange(percent, ticker.last, open) };
}

const sentNumber = z.coerce.number().catch(Number.NaN);
const level = z.tuple([z.object({ price: sentNumber, qty: sentNumber })]).rest(z.unknown());
const book = z.object({ best_bids: level.nullish().catch(null), best_asks: level.nullish().catch(null) });

/** Coinone sends lists of one level each, of which the library reads nothing. */
export function bestOfBook(ticker: Ticker, info: unknown): Ticker {
  const { data } = book.safeParse(info);
  const [bid, ask] = [data?.best_bids?.[0], data?.best_asks?.[0]];
  return {
    ...ticker,
    ...(bid && { bid: bid.price, bidSize: bid.qty }),
    ...(ask && { ask: ask.price, askSize: ask.qty }),
  };
}

const lastTrade = z.object({ trade_price: sentNumber });

/** Coinbase International sends the price of the last trade, which the library leaves out. */
export function lastTradePrice(ticker: Ticker, info: unknown): Ticker {
  const { data } = lastTrade.safeParse(info);
  return data === undefined ? ticker : { ...ticker, last: data.trade_price };
}

/** NDAX has sent bid and volume in each other's place: then the day's mean price is far outside its range. */
export function bidForVolume(ticker: Ticker): Ticker {
  const { bid, baseVolume, quoteVolume, low, high } = ticker;
  const isPrice = (price: number) => price > low * 0.99 && price < high * 1.01;
  if (isPrice(quoteVolume / baseVolume) || !isPrice(quoteVolume / bid)) return ticker;
  return { ...ticker, bid: baseVolume, baseVolume: bid };
}
