import { coinOf, patternWords } from './pattern-words';

interface Watched {
  metric: string | null;
  /** A market, or a pattern of several: `*:BTC-*`. */
  dimension: string | null;
  threshold: number;
  direction: 'above' | 'below';
}

const UNKNOWN_METRIC = 'a metric we do not have yet';

/**
 * An alert rule in plain words: `BTC price above 3×`, `volume of BTC-USD on Kraken below 1/2 of its average`. Names that
 * are not `isKnown` are left out: anybody may have typed them.
 */
export function watchWords(
  { metric, dimension, threshold, direction }: Watched,
  isKnown: (name: string) => boolean = () => true,
): string {
  const how = direction === 'above' ? `above ${threshold}×` : `below 1/${threshold} of its average`;
  return `${subjectOf(metric, dimension, isKnown)} ${how}`;
}

function subjectOf(
  metric: string | null,
  dimension: string | null,
  isKnown: (name: string) => boolean,
): string {
  const isPlain = metric !== null && isKnown(metric);
  const what = isPlain ? metric.replaceAll(/[_-]/g, ' ') : metric === null ? 'any metric' : UNKNOWN_METRIC;
  if (dimension === null) return `${what} of any market`;
  const coin = coinOf(dimension);
  if (!isKnown(dimension)) return `${what} of a ${coin === null ? 'market' : 'coin'} we do not list yet`;
  if (coin === null) return `${what} of ${patternWords(dimension)}`;
  return isPlain ? `${coin} ${what}` : `${what} of ${coin}`;
}

/** The first of some rules in words, and how many more there are. */
export function firstWatches(
  watches: readonly Watched[],
  max: number,
  isKnown?: (name: string) => boolean,
): string[] {
  // One more line would not be shorter than that rule itself.
  const shown = watches.length <= max + 1 ? watches : watches.slice(0, max);
  const words = [...new Set(shown.map((watch) => watchWords(watch, isKnown)))];
  const more = watches.length - shown.length;
  return more === 0 ? words : [...words, `and ${more} more`];
}
