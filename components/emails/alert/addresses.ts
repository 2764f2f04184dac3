import { marketPath } from '@/components/format/market-name';
import type { AlertEntry, AlertLinks, AlertSeries } from '@/lib/alerts';

const DAY_MS = 86_400_000;

/** The market's page with the day before the mail in its graph: the link leads to that moment, also a week later. */
export function marketUrl({ appUrl }: AlertLinks, series: AlertSeries, atMs: number): string {
  return `${appUrl}${marketPath(series.dimension, series.metric)}&${spanOf(atMs)}`;
}

/** The same day as a picture: whenever it is looked at, it shows what the mail speaks of. */
export function graphUrl({ appUrl }: AlertLinks, { dimension, metric }: AlertSeries, atMs: number): string {
  const query = `metric=${encodeURIComponent(metric)}&dimension=${encodeURIComponent(dimension)}`;
  return `${appUrl}/api/metrics?${query}&${spanOf(atMs)}&format=png`;
}

/** What one button mutes: the market where one alone is told of, else the whole base. */
export function mutedBy({ base, series }: AlertEntry): string {
  const [only, ...others] = new Set(series.map(({ dimension }) => dimension));
  return only !== undefined && others.length === 0 ? only : `*:${base}-*`;
}

function spanOf(atMs: number): string {
  return `from=${new Date(atMs - DAY_MS).toISOString()}&to=${new Date(atMs).toISOString()}`;
}
