import type { ClientBase } from 'pg';
import { insertAlerts, readLiveAlerts, updateAlerts } from './alert-store';
import { compileWatches, type Watches, type WatchGroup } from './compiled-watches';
import { type Alert, type AlertSlot, judgeAlerts } from './judge-alerts';
import { type Markets, readMarkets } from './markets';

export interface AlertLimits {
  /** Above this, every metric of every market has an alert. */
  threshold: number;
  /** US dollars a day, both now and usually. */
  minTurnover: number;
}

/** The alerts after a slot. */
export interface Detected {
  /** Open, or ended at most 30 min ago. */
  live: Alert[];
  /** Of these, those that opened in this slot, and are news. */
  begun: Alert[];
  /** Of these, those that ended in this slot. */
  ended: Alert[];
  watches: Watches;
  markets: Markets;
}

/**
 * Opens, moves on and ends the alerts of a slot, inside the collection's transaction, after its statistics are known.
 * A calm slot without an open alert writes nothing.
 */
export async function detectAlerts(
  client: ClientBase,
  slot: AlertSlot,
  { threshold, minTurnover }: AlertLimits,
): Promise<Detected> {
  const markets = await readMarkets(client);
  const watches = compileWatches(await readWatches(client), threshold, {
    metrics: slot.metrics,
    markets,
    dimensionIds: slot.stats.dimensionIds,
  });
  const live = await readLiveAlerts(client, slot.atMs);
  const { opened, changed } = judgeAlerts(live, slot, watches, { markets, minTurnover });
  await updateAlerts(client, changed);
  const inserted = await insertAlerts(client, opened);
  const now = new Map([...live, ...changed].map((alert) => [alert.id, alert]));
  return {
    live: [...now.values(), ...inserted],
    begun: inserted.filter((_, i) => opened[i]?.isNews),
    ended: changed.filter(({ resolvedMs }) => resolvedMs === slot.atMs),
    watches,
    markets,
  };
}

/** Of confirmed subscribers; what several say is one group. */
async function readWatches(client: ClientBase): Promise<WatchGroup[]> {
  const { rows } = await client.query<WatchGroup>(
    `SELECT w.metric, w.dimension, w.threshold, w.direction, array_agg(s.id) AS "subscriberIds"
     FROM watch w JOIN subscriber s ON s.id = w.subscriber_id WHERE s.status = 'confirmed' GROUP BY 1, 2, 3, 4`,
  );
  return rows;
}
