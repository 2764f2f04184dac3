import type { AlertReport } from '@/lib/alerts';
import { DAY_MS } from '@/lib/model/time';
import { exchangeName, marketPath } from './market-name';

/** A ratio in words: `4.1×`, `27×`, `0.21×`. */
export function times(ratio: number): string {
  if (ratio < 1) return `${Number(ratio.toPrecision(2))}×`;
  return `${ratio >= 10 ? Math.round(ratio) : ratio.toFixed(1)}×`;
}

/** A metric's label in the middle of a sentence: `price`, `volume`. The average names the 24 h already. */
export function metricWord(label: string): string {
  return label.replace(/, 24 h$/, '').toLowerCase();
}

/** `SOL-USD on Kraken` */
export function marketWords({
  base,
  quote,
  exchange,
}: {
  base: string;
  quote: string;
  exchange: string;
}): string {
  return `${base}-${quote} on ${exchangeName(exchange)}`;
}

/** `SOL-USD price 4.1× its 24 h average on Kraken`; its peak follows where that is further. */
export function alertTitle(
  { base, quote, exchange, opening, peak, quality }: AlertReport,
  label: string,
): string {
  const further = times(peak.ratio) === times(opening.ratio) ? '' : `, peak ${times(peak.ratio)}`;
  const only = quality === 'single-venue' ? ' only' : '';
  return `${base}-${quote} ${metricWord(label)} ${times(opening.ratio)} its 24 h average on ${exchangeName(exchange)}${only}${further}`;
}

/**
 * The moment in the market's graph: from half a day before it began to half a day after its end, or after now. The page
 * ends its graph at the last collection, so that a link in a feed shows what came after it.
 */
export function momentPath({ dimension, metric, since, until }: AlertReport, nowMs: number): string {
  const fromMs = Date.parse(since) - DAY_MS / 2;
  const minuteMs = nowMs - (nowMs % 60_000);
  const toMs = (until === null ? minuteMs : Date.parse(until)) + DAY_MS / 2;
  const span = `from=${new Date(fromMs).toISOString()}&to=${new Date(toMs).toISOString()}`;
  return `${marketPath(dimension, metric)}&${span}`;
}
