import type { ClientBase } from 'pg';
import { HOUR_MS } from '@/lib/model/time';
import { rollUp } from '@/lib/series/rollup';
import type { Metric } from '@/lib/series/types';
import { readObservations } from './observation-store';
import { appendRollup } from './rollup-store';

export interface HourOf {
  hourMs: number;
  dimensionIds: Int32Array;
}

/**
 * Computes rolled up hours of some dimensions anew from their observations, and leaves all other dimensions alone:
 * their observations of that hour may be deleted already. Hours not rolled up yet are left for their time.
 */
export async function rollUpAgain(
  client: ClientBase,
  hours: readonly HourOf[],
  { intervalMs, metrics }: { intervalMs: number; metrics: readonly Metric[] },
): Promise<void> {
  for (const { hourMs, dimensionIds } of hours) {
    const hour = new Date(hourMs);
    const rolled = await client.query('SELECT FROM rolled_hour WHERE hour = $1', [hour]);
    if (rolled.rowCount !== 1) continue;
    await client.query('DELETE FROM rollup_hour WHERE hour = $1 AND dimension_id = ANY($2)', [
      hour,
      Array.from(dimensionIds),
    ]);
    const range = { fromMs: hourMs, untilMs: hourMs + HOUR_MS, intervalMs };
    for await (const { observations } of readObservations(client, dimensionIds, range, metrics.length)) {
      await appendRollup(client, rollUp(observations, hourMs));
    }
  }
}
