import { group, median } from 'd3-array';
import type { Pool } from 'pg';

/** Enough for every rule that looks back: a new source's first 12 slots, a return's 3, the usual number of markets. */
const RUNS_READ = 64;

/** What one source did before this slot, from its last runs. Counts stop at 64. */
export interface SourceHistory {
  slotsAccepted: number;
  /** Slots from its last accepted one to this one: 1 in the usual case, Infinity where there is none. */
  slotsSinceAccepted: number;
  /** Rejected slots just before this one; slots without an answer are passed over. */
  rejectedInARow: number;
  /** Those rejected slots, newest first. */
  rejected: { well: boolean }[];
  /** Median number of priced markets over its accepted runs; 0 where there is none. */
  pricedUsually: number;
}

export interface Run {
  exchange: string;
  slot: Date;
  state: string;
  priced: number;
  well: boolean;
}

/** The history of each source, by exchange; sources without a run are absent. */
export async function readSourceHistories(
  pool: Pool,
  exchanges: readonly string[],
  slotMs: number,
  intervalMs: number,
): Promise<Map<string, SourceHistory>> {
  const { rows } = await pool.query<Run>(
    `SELECT e.exchange, r.slot, r.state, r.priced, r.well
     FROM unnest($1::text[]) AS e (exchange) CROSS JOIN LATERAL
       (SELECT c.slot, s.state, s.priced, s.well FROM source_run s JOIN collection c ON c.id = s.collection_id
        WHERE s.exchange = e.exchange AND c.closed_at IS NOT NULL AND c.slot < $2
        ORDER BY s.collection_id DESC LIMIT $3) r
     ORDER BY e.exchange, r.slot DESC`,
    [exchanges, new Date(slotMs), RUNS_READ],
  );
  const runs = group(rows, ({ exchange }) => exchange);
  return new Map(Array.from(runs, ([exchange, of]) => [exchange, historyOf(of, slotMs, intervalMs)]));
}

/** `runs` newest first. */
export function historyOf(runs: readonly Run[], slotMs: number, intervalMs: number): SourceHistory {
  const accepted = runs.filter(({ state }) => state === 'accepted' || state === 'partial');
  const lastAccepted = accepted[0];
  // A slot without an answer neither ends a row of rejected slots nor counts in it.
  const answered = runs.filter(({ state }) => state !== 'failed');
  const good = answered.findIndex(({ state }) => state !== 'rejected');
  const rejected = answered.slice(0, good < 0 ? answered.length : good);
  return {
    slotsAccepted: accepted.length,
    slotsSinceAccepted: lastAccepted
      ? Math.round((slotMs - lastAccepted.slot.getTime()) / intervalMs)
      : Number.POSITIVE_INFINITY,
    rejectedInARow: rejected.length,
    rejected,
    pricedUsually: median(accepted, ({ priced }) => priced) ?? 0,
  };
}
