import type { Prisma } from '@/lib/platform/database';

/** A collection in which no exchange at all gave an answer. */
export interface Stall {
  collectionId: number;
  slotMs: number;
}

/**
 * The stalls in (`fromMs`, `toMs`], where two exchanges or more were read. Independent exchanges do not fail in the
 * same slot: this server or its network did, and no exchange is blamed for it. One that waits was not asked.
 */
export async function readStalls(
  client: Pick<Prisma, '$queryRaw'>,
  fromMs: number,
  toMs: number,
): Promise<Stall[]> {
  const rows = await client.$queryRaw<{ id: number; slot: Date }[]>`
    SELECT c.id, c.slot FROM collection c JOIN source_run s ON s.collection_id = c.id
    WHERE c.closed_at IS NOT NULL AND c.slot > ${new Date(fromMs)} AND c.slot <= ${new Date(toMs)}
    GROUP BY c.id HAVING count(*) > 1 AND bool_and(s.state = 'failed') AND bool_or(s.wait_until IS NULL) ORDER BY c.slot`;
  return rows.map(({ id, slot }) => ({ collectionId: id, slotMs: slot.getTime() }));
}
