import { JUDGED_COLLECTIONS } from '@/lib/incidents/recent-collections';
import { DAY_MS } from '@/lib/model/time';
import type { Prisma } from '@/lib/platform/database';
import type { MetricPresence } from './metric-conditions';

/** A day at the usual interval; at a shorter one, less than a day, so that a watch stays cheap. */
const MAX_RUNS = 288;

/**
 * How often each metric came from each of these exchanges in its accepted runs of the last day. A count of -1 is that of
 * a metric which needs other exchanges, and is not the exchange's to send.
 */
export async function readPresences(
  client: Pick<Prisma, '$queryRaw'>,
  exchanges: readonly string[],
  nowMs: number,
): Promise<MetricPresence[]> {
  const since = new Date(nowMs - DAY_MS);
  const rows = await client.$queryRaw<Row[]>`
    SELECT e.exchange, m.name AS metric,
      count(*) FILTER (WHERE r.age <= ${JUDGED_COLLECTIONS})::int AS "recentRuns",
      count(*) FILTER (WHERE r.age <= ${JUDGED_COLLECTIONS} AND r.counts[m.position] > 0)::int AS "recentWith",
      count(*) FILTER (WHERE r.age > ${JUDGED_COLLECTIONS})::int AS "earlierRuns",
      count(*) FILTER (WHERE r.age > ${JUDGED_COLLECTIONS} AND r.counts[m.position] > 0)::int AS "earlierWith",
      max(r.slot) FILTER (WHERE r.counts[m.position] > 0) AS "lastWith",
      min(r.slot) FILTER (WHERE r.age <= ${JUDGED_COLLECTIONS}) AS "recentSince"
    FROM unnest(${[...exchanges]}::text[]) AS e (exchange)
    CROSS JOIN LATERAL (
      SELECT c.slot, s.value_counts AS counts, row_number() OVER (ORDER BY s.collection_id DESC) AS age
      FROM source_run s JOIN collection c ON c.id = s.collection_id
      WHERE s.exchange = e.exchange AND s.state IN ('accepted', 'partial') AND s.value_counts IS NOT NULL
        AND c.closed_at IS NOT NULL
      ORDER BY s.collection_id DESC LIMIT ${MAX_RUNS}) AS r
    CROSS JOIN metric AS m
    WHERE r.slot > ${since}
    GROUP BY e.exchange, m.name, m.position
    HAVING NOT bool_or(r.age <= ${JUDGED_COLLECTIONS} AND r.counts[m.position] = -1) ORDER BY 1, 2`;
  return rows.map(({ lastWith, recentSince, ...row }) => ({
    ...row,
    lastWithMs: lastWith?.getTime() ?? null,
    recentSinceMs: recentSince.getTime(),
  }));
}

interface Row extends Omit<MetricPresence, 'lastWithMs' | 'recentSinceMs'> {
  lastWith: Date | null;
  recentSince: Date;
}
