import type { Limits } from '@/lib/quality/limits';
import { peerLevels } from '@/lib/quality/peer-levels';
import type { SourceSlot } from '@/lib/quality/source-measure';
import { wellInARow } from '@/lib/quality/source-return';
import type { Movement } from './movements';
import type { SourceHistory } from './source-history';

const NO_HISTORY: SourceHistory = {
  slotsAccepted: 0,
  slotsSinceAccepted: Number.POSITIVE_INFINITY,
  rejectedInARow: 0,
  rejected: [],
  pricedUsually: 0,
};

/** What each of these sources is judged by as a whole, in their order. */
export function sourceSlots(
  exchanges: readonly string[],
  movements: readonly Movement[],
  histories: ReadonlyMap<string, SourceHistory>,
  limits: Limits,
  venueOf: (exchange: string) => string,
): SourceSlot[] {
  const rowsOf = new Map(exchanges.map((exchange): [string, number[]] => [exchange, []]));
  movements.forEach(({ source }, row) => {
    rowsOf.get(source)?.push(row);
  });
  // Only where a level can matter: for most sources in most slots it does not.
  const asked = new Set(exchanges.filter((exchange) => needsLevel(histories.get(exchange), limits)));
  const levels =
    asked.size === 0 ? null : peerLevels(movements, limits, (row) => asked.has(movements[row]?.source ?? ''));
  return exchanges.map((exchange) => {
    const rows = rowsOf.get(exchange) ?? [];
    const of = (value: (row: number) => number | undefined) =>
      Float64Array.from(rows, (row) => value(row) ?? Number.NaN);
    const { rejected, ...history } = histories.get(exchange) ?? NO_HISTORY;
    return {
      ...history,
      exchange,
      venue: venueOf(exchange),
      wellInARow: wellInARow(rejected),
      stale: rows.some((row) => movements[row]?.silent === true),
      steps: of((row) => movements[row]?.step),
      ratios: of((row) => movements[row]?.ratio),
      levels: of((row) => levels?.[row]),
      pricedNow: rows.length,
    };
  });
}

/** New, rejected before, or so long away that it may have no other measure. */
function needsLevel(history: SourceHistory | undefined, limits: Limits): boolean {
  if (history === undefined) return true;
  const { slotsAccepted, slotsSinceAccepted, rejectedInARow } = history;
  return (
    slotsAccepted < limits.sourceNewSlots ||
    rejectedInARow > 0 ||
    slotsSinceAccepted > limits.sourceSilentSlots
  );
}
