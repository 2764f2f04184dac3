import type { Exchange } from 'ccxt';

/** A sent change is a rounded one: it may be off by this many per cent points, and by this part of itself. */
const ROUNDING_POINTS = 0.01;
const ROUNDING_SHARE = 0.001;

/**
 * Makes the library report the last price, the open and the change of a ticker as they were sent. By itself it drops
 * zeros, and then computes a price that nobody sent (a last of 0 with an open of 100 and a change of -1 becomes 99),
 * and no change where the price has not changed.
 */
export function keepSentValues(client: Exchange): void {
  const complete = client.safeTicker.bind(client);
  client.safeTicker = (ticker, market) => {
    const sent = (key: string) => Number(client.safeString(ticker, key) ?? Number.NaN);
    const last = positive(Number(client.safeString2(ticker, 'close', 'last') ?? Number.NaN));
    const change = sent('change');
    const percent = sent('percentage');
    const sentOpen = positive(sent('open'));
    const percentage = percentOf({ last, open: sentOpen, change, percent });
    const open = [sentOpen, last - change, last / (1 + percentage / 100)].find((value) => value > 0);
    return Object.assign(complete(ticker, market), {
      last,
      close: last,
      open: open ?? Number.NaN,
      percentage,
    });
  };
}

function percentOf(sent: { last: number; open: number; change: number; percent: number }): number {
  const { last, open, change, percent } = sent;
  if (open > 0 && last > 0) return agreedChange(percent, last, open);
  return Number.isNaN(percent) ? (change / positive(last - change)) * 100 : percent;
}

/** The change in per cent as it was sent; that of last and open where they say otherwise. NaN where they say nothing. */
export function agreedChange(percent: number, last: number, open: number): number {
  const computed = ((last - open) / open) * 100;
  const tolerance = ROUNDING_POINTS + ROUNDING_SHARE * Math.abs(computed);
  return Math.abs(percent - computed) <= tolerance ? percent : computed;
}

function positive(value: number): number {
  return value > 0 ? value : Number.NaN;
}
