import { exchangeName, marketPath } from '@/components/format/market-name';
import type { AlertReport } from '@/lib/alerts';

const DAY_MS = 86_400_000;

/** A ratio as it is said aloud: `4.1x`, `27x`, `0.21x`. */
export function times(ratio: number): string {
  if (ratio < 1) return `${Number(ratio.toPrecision(2))}x`;
  return `${ratio >= 10 ? Math.round(ratio) : ratio.toFixed(1)}x`;
}

/** A metric's label in the middle of a sentence: `price`, `volume`. That it is of 24 h is said of the mean already. */
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

/** `SOL-USD price 4.1x its 24 h mean, on Kraken`; how far it went is said once it went further. */
export function alertTitle(
  { base, quote, exchange, opening, peak, quality }: AlertReport,
  label: string,
): string {
  const further = times(peak.ratio) === times(opening.ratio) ? '' : ` (then ${times(peak.ratio)})`;
  const alone = quality === 'single-venue' ? ', one venue only' : '';
  return `${base}-${quote} ${metricWord(label)} ${times(opening.ratio)} its 24 h mean${further}, on ${exchangeName(exchange)}${alone}`;
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
