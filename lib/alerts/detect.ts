import type { ClientBase } from 'pg';
import { insertAlerts, readLiveAlerts, updateAlerts } from './alert-store';
import { type AlertBudget, tickOf } from './budget';
import { compileWatches, type Watches } from './compiled-watches';
import { type AlertSlot, judgeAlerts } from './judge-alerts';
import type { WatchGroup } from './level';
import { type Markets, readMarkets } from './markets';
import { rangesOf, type WatchedRange } from './watched-range';
import { deleteWatchedSeries, readWatchedSeries, writeWatchedSeries } from './watched-series-store';

export interface AlertLimits {
  /** Above this, every metric of every market has a public alert. */
  threshold: number;
  /** US dollars a day, both now and usually. */
  minTurnover: number;
}

/** What is watched, after a slot. */
export interface Detected {
  /** Levels that are open, or closed at most 30 min ago. */
  live: WatchedRange[];
  /** What opened in this slot and is news. */
  begun: WatchedRange[];
  /** Series that opened beyond the limits of one collection. */
  held: number;
  watches: Watches;
  markets: Markets;
}

/**
 * Opens, moves on and ends alerts and watched levels of a slot, inside the collection's transaction, after its
 * statistics are known. A calm slot with nothing open writes nothing.
 */
export async function detectAlerts(
  client: ClientBase,
  slot: AlertSlot,
  { threshold, minTurnover }: AlertLimits,
  budget?: AlertBudget,
): Promise<Detected> {
  const markets = await readMarkets(client);
  const watches = compileWatches(await readWatches(client), threshold, {
    metrics: slot.metrics,
    markets,
    dimensionIds: slot.stats.dimensionIds,
  });
  const state = {
    alerts: await readLiveAlerts(client, slot.atMs),
    series: await readWatchedSeries(client),
    isPreviousChecked: await isPreviousChecked(client, slot.atMs),
  };
  const tick = tickOf(budget);
  const { opened, changed, written, forgotten, series, begun, held } = judgeAlerts(state, slot, watches, {
    markets,
    minTurnover,
    tick,
  });
  await updateAlerts(client, changed);
  await insertAlerts(client, opened);
  tick();
  await writeWatchedSeries(client, written);
  await deleteWatchedSeries(client, forgotten);
  tick();
  return { live: rangesOf(series), begun, held, watches, markets };
}

/** Whether the alerts of the last closed collection before a slot were checked; true where there is none. */
async function isPreviousChecked(client: ClientBase, atMs: number): Promise<boolean> {
  const { rows } = await client.query<{ checked: boolean }>(
    `SELECT alerts_error IS NULL AS checked FROM collection
     WHERE closed_at IS NOT NULL AND slot < $1 ORDER BY slot DESC LIMIT 1`,
    [new Date(atMs)],
  );
  return rows[0]?.checked ?? true;
}

/** Of confirmed subscribers; what several say is one group. */
async function readWatches(client: ClientBase): Promise<WatchGroup[]> {
  const { rows } = await client.query<WatchGroup>(
    `SELECT w.metric, w.dimension, w.threshold, w.direction, array_agg(s.id) AS "subscriberIds"
     FROM watch w JOIN subscriber s ON s.id = w.subscriber_id WHERE s.status = 'confirmed' GROUP BY 1, 2, 3, 4`,
  );
  return rows;
}
