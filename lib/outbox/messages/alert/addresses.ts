import type { AlertEntry, AlertLinks, AlertSeries } from '@/lib/alerts';
import { marketPath } from '@/lib/format/market-name';
import { coinName } from '@/lib/model/market-pattern';
import { DAY_MS } from '@/lib/model/time';

/**
 * The market's page, from a day before the alert to half a day after it: opened minutes later the graph ends at the last
 * collection, opened a week later it still shows the whole alert.
 */
export function marketUrl({ appUrl }: AlertLinks, series: AlertSeries): string {
  const { dimension, metric, sinceMs, untilMs } = series;
  const toMs = (untilMs ?? sinceMs) + DAY_MS / 2;
  return `${appUrl}${marketPath(dimension, metric)}&${spanOf(sinceMs - DAY_MS, toMs)}`;
}

/** The day before the email as a picture: whenever it is looked at, it shows what the email speaks of. */
export function graphUrl({ appUrl }: AlertLinks, { dimension, metric }: AlertSeries, atMs: number): string {
  const query = `metric=${encodeURIComponent(metric)}&dimension=${encodeURIComponent(dimension)}`;
  return `${appUrl}/api/metrics?${query}&${spanOf(atMs - DAY_MS, atMs)}&format=png`;
}

/** What one button mutes: the market where one alone is told of, else the whole base. */
export function mutedBy({ base, series }: AlertEntry): string {
  const [only, ...others] = new Set(series.map(({ dimension }) => dimension));
  return only !== undefined && others.length === 0 ? only : coinName(base);
}

function spanOf(fromMs: number, toMs: number): string {
  return `from=${new Date(fromMs).toISOString()}&to=${new Date(toMs).toISOString()}`;
}
