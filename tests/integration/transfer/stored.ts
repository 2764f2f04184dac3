import type { Pool } from 'pg';
import { HOUR_COLUMNS } from '@/tests/support/hour-columns';

/** All that an import may change, by names, so that databases can be compared. */
export async function stored(pool: Pool) {
  const all = async (sql: string) => (await pool.query(sql)).rows;
  return {
    observations: await all(
      'SELECT d.name, o.at, o.values FROM observation o JOIN dimension d ON d.id = o.dimension_id ORDER BY 1, 2',
    ),
    dimensions: await all(
      'SELECT name, exchange, base, quote, first_seen_at, last_seen_at FROM dimension ORDER BY 1',
    ),
    statistics: (
      await all(
        `SELECT d.name, s.at, s.latest, s.count, s.mean, s.m2, s.stddev_rank, s.cv_rank
         FROM dimension_stats s JOIN dimension d ON d.id = s.dimension_id ORDER BY 1`,
      )
    ).map((row) => ({
      ...row,
      count: integers(row.count),
      mean: doubles(row.mean),
      m2: doubles(row.m2),
      stddev_rank: integers(row.stddev_rank),
      cv_rank: integers(row.cv_rank),
    })),
    hours: await all(
      `SELECT d.name, r.hour, r.count, r.mean, r.m2, r.min, r.max, r.last
       FROM ${HOUR_COLUMNS} r JOIN dimension d ON d.id = r.dimension_id ORDER BY 1, 2`,
    ),
    marks: await all('SELECT hour FROM rolled_hour ORDER BY 1'),
  };
}

const integers = (bytes: Buffer) =>
  Array.from({ length: bytes.length / 4 }, (_, i) => bytes.readInt32LE(i * 4));

const doubles = (bytes: Buffer) =>
  Array.from({ length: bytes.length / 8 }, (_, i) => bytes.readDoubleLE(i * 8));
