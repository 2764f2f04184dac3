import type { Prisma } from '@/lib/db';

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

/** The newest three of each source and rule, each with the first of the metrics that were refused of it. */
export async function rejectionExamples(
  client: Pick<Prisma, '$queryRaw'>,
  fromMs: number,
  toMs: number,
): Promise<RejectionExample[]> {
  return client.$queryRaw`
    SELECT r.exchange, r.reason, r.dimension, r.at, m.name AS metric, r.values[m.position] AS value, r.peers
    FROM (
      SELECT d.exchange, d.name AS dimension, r.*,
        row_number() OVER (PARTITION BY d.exchange, r.reason ORDER BY r.at DESC, d.name) AS newest
      FROM rejection r JOIN dimension d ON d.id = r.dimension_id
      WHERE r.at > ${new Date(fromMs)} AND r.at <= ${new Date(toMs)}) AS r
    CROSS JOIN LATERAL (
      SELECT name, position FROM metric WHERE r.values[position] IS NOT NULL ORDER BY position LIMIT 1) AS m
    WHERE r.newest <= ${EXAMPLES} ORDER BY 1, 2, r.newest`;
}
