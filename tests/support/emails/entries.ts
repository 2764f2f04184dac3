import type { AlertEntry, AlertMail, AlertSeries } from '@/lib/alerts';
import { MAX_CODE_LENGTH } from '@/lib/model/market-name';
import { METRICS } from '@/lib/model/metrics';
import { HOUR_MS } from '@/lib/model/time';
import { settings } from '@/lib/platform/settings';

const AT_MS = Date.UTC(2026, 10, 24, 12, 5);
const EXCHANGES = settings.shape.SOURCES.parse(undefined);
const RATIO_METRICS = METRICS.filter(({ hasRatio }) => hasRatio);

/** The price of a coin on some exchanges, as an ordinary day has it. */
export function ordinaryEntry(base: string, event: AlertEntry['event']): AlertEntry {
  return {
    base,
    event,
    series: EXCHANGES.slice(0, 3).map((exchange) => seriesOf({ exchange, base, event })),
  };
}

/** A coin of a name like this on all exchanges, with every metric that can alert. */
export function largestEntry(base: string, event: AlertEntry['event']): AlertEntry {
  const quote = '"'.repeat(MAX_CODE_LENGTH);
  const series = EXCHANGES.flatMap((exchange) =>
    RATIO_METRICS.map((metric) => ({
      ...seriesOf({ exchange, base, event }),
      quote,
      dimension: `${exchange}:${encodeURIComponent(base)}-${encodeURIComponent(quote)}`,
      metric: metric.name,
      label: metric.label,
      unit: metric.unit,
      value: 123_456_789.123,
      mean: 0.000_000_012_345,
    })),
  );
  return { base, event, series };
}

/** Names of which one is longest as text, one as UTF-8, one in an address, and one as HTML. */
export const LONGEST_NAMES = ['W', '币', '%', '"'].map((sign) => (n: number) => {
  const number = String(n);
  return `${sign.repeat(MAX_CODE_LENGTH - number.length)}${number}`;
});

export function alertMail(entries: AlertEntry[], also: Partial<AlertMail> = {}): AlertMail {
  return { kind: 'alert', atMs: AT_MS, entries, more: 0, timeZone: 'Europe/Berlin', ...also };
}

interface Named {
  exchange: string;
  base: string;
  event: AlertEntry['event'];
}

function seriesOf({ exchange, base, event }: Named): AlertSeries {
  const isOver = event === 'over';
  return {
    dimensionId: 1,
    dimension: `${exchange}:${base}-USDT`,
    exchange,
    base,
    quote: 'USDT',
    metric: 'price',
    label: 'Price',
    unit: 'quote currency',
    direction: 'above',
    threshold: 3,
    value: isOver ? 0.0857 : 0.331,
    mean: isOver ? 0.104 : 0.0857,
    ratio: isOver ? 0.82 : 3.86,
    peakRatio: 4.02,
    sinceMs: isOver ? AT_MS - 2 * HOUR_MS : AT_MS,
    untilMs: isOver ? AT_MS : null,
    singleVenue: false,
    venues: { agreeing: 5, listing: 5 },
  };
}
