import type { ClientBase } from 'pg';

/** A market whose level has changed for good, such as by a merge or a redenomination. */
export interface Rebase {
  /** `gate:BTC3L-USDT` */
  dimension: string;
  /** The slot from which the new level counts, ms UTC. */
  atMs: number;
  /** What its peers said, in one sentence. */
  says: string;
}

/**
 * Keeps these events in the transaction of the collection that found them; the next watch tells the operator once.
 * The same market at the same slot counts once.
 */
export async function reportRebases(client: ClientBase, rebases: readonly Rebase[]): Promise<void> {
  for (const { dimension, atMs, says } of rebases) {
    const detail = `${dimension} has changed its level for good: ${says}`;
    await client.query(
      `INSERT INTO episode (kind, subject, since, ended_at, detail) SELECT 'rebase', $1, $2, $2, $3
       WHERE NOT EXISTS (SELECT FROM episode WHERE kind = 'rebase' AND subject = $1 AND since = $2)`,
      [dimension, new Date(atMs), detail],
    );
  }
}
