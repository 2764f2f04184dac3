import type { Pool } from 'pg';
import { z } from 'zod';
import { type AlertConditions, alertSchema, readAlerts } from '@/lib/alerts';
import { pool as ownPool } from '@/lib/platform/database';
import { env } from '@/lib/platform/env';
import { findDimension, findMetric } from '@/lib/queries/names/find';
import { type SeriesReader, type Snapshot, seriesReader } from '@/lib/series';
import { type AlertQuery, cursorOf, idOfCursor } from './alert-query';

const DEFAULT_LIMIT = 100;

/** What `GET /alerts` answers. */
export const alertListSchema = z
  .object({
    asOf: z.iso.datetime().nullable().meta({ description: 'Of the last closed collection.' }),
    threshold: z.number().meta({ description: 'The threshold of this installation.' }),
    alerts: z.array(alertSchema),
    next: z
      .string()
      .nullable()
      .meta({ description: 'Send it as `after` for the next page; null on the last.' }),
  })
  .meta({ id: 'AlertList', description: 'Alerts, the newest first.' });

export type AlertList = z.output<typeof alertListSchema>;

interface Deps {
  reader?: SeriesReader;
  pool?: Pool;
  threshold?: number;
}

/**
 * Alerts, the newest first, a page at a time. Throws HttpProblem `not-found` for an unknown metric or market, naming the
 * nearest; a base that nothing has is an empty page.
 */
export async function listAlerts(
  query: AlertQuery,
  { reader = seriesReader(), pool = ownPool(), threshold = env().alertThreshold }: Deps = {},
): Promise<AlertList> {
  const snapshot = await reader.snapshot();
  const { limit = DEFAULT_LIMIT } = query;
  const found = await readAlerts(pool, conditionsOf(query, snapshot, threshold), limit + 1);
  const alerts = found.slice(0, limit);
  return {
    asOf: snapshot.collection && new Date(snapshot.collection.slotMs).toISOString(),
    threshold,
    alerts,
    next: found.length > limit ? cursorOf(alerts.at(-1)?.id ?? '') : null,
  };
}

function conditionsOf(query: AlertQuery, snapshot: Snapshot, threshold: number): AlertConditions {
  const conditions: AlertConditions = { sql: [], values: [] };
  const where = (sql: (place: string) => string, value: unknown) => {
    conditions.values.push(value);
    conditions.sql.push(sql(`$${conditions.values.length}`));
  };
  const { state, dimension, base, metric, after } = query;
  if (state !== undefined) conditions.sql.push(`a.resolved_at IS ${state === 'open' ? '' : 'NOT '}NULL`);
  if (dimension !== undefined) {
    where((place) => `a.dimension_id = ${place}`, findDimension(snapshot, dimension).id);
  }
  if (base !== undefined) {
    const wanted = base.toUpperCase();
    const ids = snapshot.dimensions.filter((one) => one.base.toUpperCase() === wanted).map(({ id }) => id);
    where((place) => `a.dimension_id = ANY(${place})`, ids);
  }
  if (metric !== undefined) where((place) => `a.metric = ${place}`, findMetric(snapshot, metric).name);
  // Rows of other thresholds are of a threshold before, or of releases in which what subscribers watch had rows here.
  conditions.sql.push(`a.direction = 'above'`);
  where((place) => `a.threshold = ${place}`, threshold);
  if (after !== undefined) where((place) => `a.id < ${place}`, idOfCursor(after));
  return conditions;
}
