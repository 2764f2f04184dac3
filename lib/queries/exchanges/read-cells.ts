import { runState, type SourceState, sourceState } from '@/lib/incidents';
import type { Prisma } from '@/lib/platform/database';
import type { Stall } from './stalls';

/** One exchange in one span of time. */
export interface Cell {
  exchange: string;
  /** The beginning of the span, ms UTC. */
  fromMs: number;
  /** The worst of it. */
  state: SourceState;
  elapsedMs: number;
}

interface Span {
  fromMs: number;
  toMs: number;
  cellMs: number;
  timeoutMs: number;
  stalls: readonly Stall[];
}

/**
 * How each exchange was in (`fromMs`, `toMs`], in spans of `cellMs`, stalls of our own left out. Where a span holds
 * more than one slot, Postgres picks the run that went worst, so that an interval of a second does not bring 86,400
 * rows an exchange.
 */
export async function readCells(
  client: Pick<Prisma, '$queryRaw'>,
  { fromMs, toMs, cellMs, timeoutMs, stalls }: Span,
): Promise<Cell[]> {
  const rows = await client.$queryRaw<(Row & { cell: number })[]>`
    SELECT DISTINCT ON (exchange, cell) exchange, cell::float8 AS cell, state, reason, elapsed_ms AS "elapsedMs",
      listed, priced, stored, stale, wait_until AS "waitUntil"
    FROM (SELECT s.*, floor(extract(epoch FROM c.slot) * 1000 / ${cellMs}::float8) AS cell
          FROM source_run s JOIN collection c ON c.id = s.collection_id
          WHERE c.closed_at IS NOT NULL AND c.slot > ${new Date(fromMs)} AND c.slot <= ${new Date(toMs)}
            AND c.id <> ALL(${idsOf(stalls)}::int[])) AS run
    ORDER BY exchange, cell, array_position('{failed,rejected,partial,accepted}', state),
      wait_until IS NOT NULL, elapsed_ms DESC`;
  return rows.map((row) => ({
    exchange: row.exchange,
    fromMs: row.cell * cellMs,
    state: stateOf(row, timeoutMs),
    elapsedMs: row.elapsedMs,
  }));
}

/** One exchange in one slot. */
export interface SlotState {
  slotMs: number;
  state: SourceState;
}

/** The slots of these exchanges in [`fromMs`, `toMs`), oldest first, by exchange; those of `stalls` left out. */
export async function readSlotStates(
  client: Pick<Prisma, '$queryRaw'>,
  spans: readonly { exchange: string; fromMs: number; toMs: number }[],
  timeoutMs: number,
  stalls: readonly Stall[],
): Promise<Map<string, SlotState[]>> {
  const rows = await client.$queryRaw<(Row & { slot: Date })[]>`
    SELECT s.exchange, c.slot, s.state, s.reason, s.elapsed_ms AS "elapsedMs", s.listed, s.priced, s.stored, s.stale,
      s.wait_until AS "waitUntil"
    FROM unnest(${spans.map(({ exchange }) => exchange)}::text[],
                ${spans.map(({ fromMs }) => new Date(fromMs))}::timestamptz[],
                ${spans.map(({ toMs }) => new Date(toMs))}::timestamptz[]) AS w (exchange, from_at, to_at)
    JOIN collection c ON c.slot >= w.from_at AND c.slot < w.to_at AND c.closed_at IS NOT NULL
    JOIN source_run s ON s.collection_id = c.id AND s.exchange = w.exchange
    WHERE c.id <> ALL(${idsOf(stalls)}::int[])
    ORDER BY s.exchange, c.slot`;
  const found = new Map<string, SlotState[]>(spans.map(({ exchange }) => [exchange, []]));
  for (const row of rows) {
    found.get(row.exchange)?.push({ slotMs: row.slot.getTime(), state: stateOf(row, timeoutMs) });
  }
  return found;
}

interface Row {
  exchange: string;
  state: string;
  reason: string | null;
  elapsedMs: number;
  listed: number;
  priced: number;
  stored: number;
  stale: number;
  waitUntil: Date | null;
}

function stateOf({ exchange: _, state, waitUntil, ...run }: Row, timeoutMs: number): SourceState {
  const waitUntilMs = waitUntil?.getTime() ?? null;
  return sourceState({ ...run, state: runState(state), waitUntilMs }, timeoutMs);
}

const idsOf = (stalls: readonly Stall[]) => stalls.map(({ collectionId }) => collectionId);
