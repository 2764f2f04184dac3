import type { Prisma } from '@/lib/db';
import { runState } from '@/lib/monitor/recent-collections';
import { type SourceState, sourceState } from '@/lib/monitor/source-state';

/** One source in one span of time. */
export interface Cell {
  exchange: string;
  /** The beginning of the span, ms UTC. */
  fromMs: number;
  /** The worst of it. */
  state: SourceState;
  elapsedMs: number;
}

/**
 * How each source was in (`fromMs`, `toMs`], in spans of `cellMs`. Where a span holds more than one slot, Postgres
 * picks the run that went worst, so that an interval of a second does not bring 86,400 rows a source.
 */
export async function readCells(
  client: Pick<Prisma, '$queryRaw'>,
  { fromMs, toMs, cellMs, timeoutMs }: { fromMs: number; toMs: number; cellMs: number; timeoutMs: number },
): Promise<Cell[]> {
  const rows = await client.$queryRaw<Row[]>`
    SELECT DISTINCT ON (exchange, cell) exchange, cell::float8 AS cell, state, reason, elapsed_ms AS "elapsedMs",
      listed, priced, stored, stale
    FROM (SELECT s.*, floor(extract(epoch FROM c.slot) * 1000 / ${cellMs}::float8) AS cell
          FROM source_run s JOIN collection c ON c.id = s.collection_id
          WHERE c.closed_at IS NOT NULL AND c.slot > ${new Date(fromMs)} AND c.slot <= ${new Date(toMs)}) AS run
    ORDER BY exchange, cell, array_position('{failed,rejected,partial,accepted}', state), elapsed_ms DESC`;
  return rows.map(({ exchange, cell, elapsedMs, state, ...run }) => ({
    exchange,
    fromMs: cell * cellMs,
    state: sourceState({ ...run, elapsedMs, state: runState(state) }, timeoutMs),
    elapsedMs,
  }));
}

interface Row {
  exchange: string;
  cell: number;
  state: string;
  reason: string | null;
  elapsedMs: number;
  listed: number;
  priced: number;
  stored: number;
  stale: number;
}
