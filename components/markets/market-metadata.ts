import type { Metadata } from 'next';
import { DEFAULT_METRIC } from '@/lib/format/default-metric';
import { exchangeName, marketPath } from '@/lib/format/market-name';

const PICTURE = { width: 1200, height: 630 };

/** What others show of a market's page: its name, and its graph as a picture. An unknown metric has no picture. */
export function marketMetadata(name: string, metric: string | undefined): Metadata {
  const [exchange = '', pair] = name.split(/:(.*)/);
  if (pair === undefined) return { title: name };
  const title = `${pair} on ${exchangeName(exchange)}`;
  const query = new URLSearchParams({
    metric: metric ?? DEFAULT_METRIC,
    dimension: name,
    format: 'png',
    width: String(PICTURE.width),
    height: String(PICTURE.height),
  });
  return {
    title,
    description: `${title}: every metric, its last 24 hours, and its rank among all markets.`,
    alternates: { canonical: marketPath(name) },
    openGraph: {
      siteName: 'Crypto Metrics Tracker',
      type: 'website',
      images: [{ url: `/api/metrics?${query}`, ...PICTURE, type: 'image/png', alt: `Graph of ${title}` }],
    },
  };
}
