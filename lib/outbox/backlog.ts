import type { Prisma } from '@/lib/platform/database';

/** The mails that have not come to an end. */
export interface Backlog {
  /** How many wait, to be sent for the first time or again. */
  waiting: number;
  /** When the oldest of them was written, ms UTC; null where none waits. */
  oldestMs: number | null;
}

/** What waits in the outbox. Reads the partial indexes of what is open, never the mails that were sent. */
export async function readBacklog(client: Pick<Prisma, '$queryRaw'>): Promise<Backlog> {
  const [row] = await client.$queryRaw<{ waiting: number; oldest: Date | null }[]>`
    SELECT count(*)::int AS waiting, min(created_at) AS oldest FROM (
      SELECT created_at FROM message WHERE state = 'queued'
      UNION ALL
      SELECT message.created_at FROM message_batch JOIN message ON message.batch_id = message_batch.id
      WHERE message_batch.state = 'open' AND message.state = 'claimed'
    ) AS unsettled`;
  return { waiting: row?.waiting ?? 0, oldestMs: row?.oldest?.getTime() ?? null };
}
