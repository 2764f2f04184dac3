import type { Pool } from 'pg';
import { baseOf, eventsIn } from './pulsing-market';

/** More than one request of the mail provider takes. */
const READERS = 150;

interface Reader {
  id: number;
  email: string;
  /** Null: all. */
  bases: Set<string> | null;
}

/** Confirmed subscribers: those who watch every price, those with another threshold, and those with some bases only. */
export async function seedReaders(pool: Pool): Promise<Reader[]> {
  const readers: Reader[] = Array.from({ length: READERS }, (_, i) => ({
    id: i + 1,
    email: `reader${i + 1}@example.com`,
    bases: i % 3 === 2 ? new Set(Array.from({ length: 10 }, (_each, n) => baseOf((i + 3 * n) % 30))) : null,
  }));
  await pool.query(
    `INSERT INTO subscriber (id, email, email_key, status, since)
     SELECT id, email, email, 'confirmed', '2026-01-01' FROM unnest($1::int[], $2::text[]) AS r (id, email)`,
    [readers.map(({ id }) => id), readers.map(({ email }) => email)],
  );
  const watches = readers.flatMap(({ id, bases }) =>
    [...(bases ?? [null])].map((base) => ({
      subscriber_id: id,
      metric: 'price',
      dimension: base === null ? null : `*:${base}-*`,
      threshold: id % 3 === 1 ? 3 : 4,
      direction: 'above',
    })),
  );
  await pool.query(
    `INSERT INTO watch (subscriber_id, metric, dimension, threshold, direction)
     SELECT * FROM jsonb_to_recordset($1) AS w (subscriber_id int, metric text, dimension text, threshold float8, direction text)`,
    [JSON.stringify(watches)],
  );
  return readers;
}

/** What a reader is to be told in a slot: the bases, as its one mail names them. */
export function expectedOf({ bases }: Reader, slot: number): { begin: string[]; over: string[] } {
  const { begin, over } = eventsIn(slot);
  const wanted = (base: string | null) => (base !== null && bases?.has(base) !== false ? [base] : []);
  return { begin: wanted(begin), over: wanted(over) };
}

export type { Reader };
