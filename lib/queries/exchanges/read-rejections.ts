import type { Prisma } from '@/lib/platform/database';

/** What was refused of one source by one rule. */
export interface RejectionCount {
  exchange: string;
  reason: string;
  count: number;
}

/** One refused value, as it was sent. */
export interface RejectionExample {
  exchange: string;
  reason: string;
  dimension: string;
  at: Date;
  metric: string;
  value: number;
  /** What the peers said; null where nobody was asked. */
  peers: string | null;
}

const EXAMPLES = 3;

/** How often each rule refused something of each source in (`fromMs`, `toMs`], the most frequent first. */
export async function countRejections(
  client: Pick<Prisma, '$queryRaw'>,
  fromMs: number,
  toMs: number,
): Promise<RejectionCount[]> {
  return client.$queryRaw`
    SELECT d.exchange, r.reason, count(*)::int AS count
    FROM rejection r JOIN dimension d ON d.id = r.dimension_id
    WHERE r.at > ${new Date(fromMs)} AND r.at <= ${new Date(toMs)}
    GROUP BY 1, 2 ORDER BY 1, 3 DESC, 2`;
}

/**
 * Three markets of each exchange and rule, each with the first of the metrics that were rejected of it: at the slot in
 * which it was furthest from its last believed value, which is the evidence. A liar's newest values are honest again.
 */
export async function rejectionExamples(
  client: Pick<Prisma, '$queryRaw'>,
  fromMs: number,
  toMs: number,
): Promise<RejectionExample[]> {
  return client.$queryRaw`
    SELECT exchange, reason, dimension, at, metric, value, peers FROM (
      SELECT r.*, row_number() OVER (PARTITION BY exchange, reason ORDER BY distance DESC, at DESC, dimension) AS place
      FROM (
        SELECT DISTINCT ON (r.dimension_id, r.reason) d.exchange, r.reason, d.name AS dimension, r.at, m.name AS metric, r.values[m.position] AS value, r.peers,
          CASE WHEN r.values[m.position] > 0 AND s.latest[m.position] > 0
            THEN round(abs(ln(r.values[m.position] / s.latest[m.position]))::numeric, 2) ELSE 0 END AS distance
        FROM rejection r JOIN dimension d ON d.id = r.dimension_id
        LEFT JOIN dimension_stats s ON s.dimension_id = d.id
        CROSS JOIN LATERAL (
          SELECT name, position FROM metric WHERE r.values[position] IS NOT NULL ORDER BY position LIMIT 1) AS m
        WHERE r.at > ${new Date(fromMs)} AND r.at <= ${new Date(toMs)}
        ORDER BY r.dimension_id, r.reason, distance DESC, r.at DESC) AS r) AS ranked
    WHERE place <= ${EXAMPLES} ORDER BY exchange, reason, place`;
}
