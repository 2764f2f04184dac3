import { alertFeed } from '@/components/alerts/alert-feed';
import { env } from '@/lib/platform/env';
import { type AlertQuery, listAlerts } from '@/lib/queries';
import { seriesReader } from '@/lib/series';

/** The alerts that a query finds, as an Atom feed. */
export async function alertFeedBody(query: AlertQuery): Promise<string> {
  const { appUrl } = env();
  const { metricByName, collection } = await seriesReader().snapshot();
  const { alerts } = await listAlerts(query);
  const slotMs = collection?.slotMs ?? 0;
  const { after: _, limit: __, ...filters } = query;
  const said = new URLSearchParams(filters);
  const narrowed = [...said.values()].join(', ');
  return alertFeed(alerts, {
    appUrl,
    selfUrl: `${appUrl}/api/alerts?${new URLSearchParams({ ...query, limit: String(query.limit ?? 100), format: 'atom' })}`,
    title: `Crypto Metrics Tracker: alerts${narrowed && ` (${narrowed})`}`,
    emptySinceMs: slotMs,
    nowMs: slotMs,
    labelOf: (metric) => metricByName.get(metric)?.label ?? metric,
  });
}
