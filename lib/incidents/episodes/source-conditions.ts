import { JUDGED_COLLECTIONS, type RecentCollection } from '@/lib/incidents/recent-collections';
import { type SourceState, sourceReason, sourceState } from '@/lib/incidents/source-state';
import type { Condition } from './judge-episodes';

/** A source's slot: its time and what it was like. */
interface Cell {
  slotMs: number;
  state: SourceState;
  reason: string | null;
}

const BEING: Record<SourceState, string> = {
  well: 'is well',
  late: 'is late',
  partial: 'sends only a part of its markets',
  silent: 'sends no prices',
  rejected: 'sends prices that nobody else confirms',
  waiting: 'waits',
  failing: 'fails',
};

/**
 * Whether each source is in trouble, by the last closed collections (the newest first). Any state but `well`, three
 * slots in a row, is trouble; the same three slots of being well end it. Asking three of both keeps a source that
 * comes and goes from writing to the operator all day.
 */
export function sourceConditions(
  exchanges: readonly string[],
  recent: readonly RecentCollection[],
  timeoutMs: number,
): Condition[] {
  return exchanges.flatMap((exchange) => {
    const cells = cellsOf(exchange, recent, timeoutMs);
    const newest = cells[0];
    if (newest === undefined) return [];
    const streak = streakOf(cells);
    const isLong = streak.length >= JUDGED_COLLECTIONS;
    const state = !isLong ? 'unclear' : newest.state === 'well' ? 'good' : 'bad';
    const why = newest.reason === null ? '' : `: ${newest.reason}`;
    return {
      kind: 'source',
      subject: exchange,
      state,
      sinceMs: streak.at(-1)?.slotMs ?? newest.slotMs,
      detail:
        newest.state === 'waiting'
          ? `${exchange} ${newest.reason}`
          : `${exchange} ${BEING[newest.state]}${why}`,
    };
  });
}

/** Its slots, the newest first. Slots before its first run are nobody's fault: it was not in the settings then. */
function cellsOf(exchange: string, recent: readonly RecentCollection[], timeoutMs: number): Cell[] {
  const runs = recent.map(({ runs }) => runs.find((run) => run.exchange === exchange));
  const first = runs.findLastIndex((run) => run !== undefined);
  return recent.slice(0, first + 1).map(({ slotMs }, i) => ({
    slotMs,
    state: sourceState(runs[i], timeoutMs),
    reason: sourceReason(runs[i], timeoutMs),
  }));
}

/** The newest cells that are all well, or all in trouble of any kind. */
function streakOf(cells: readonly Cell[]): readonly Cell[] {
  const isWell = (cell: Cell | undefined) => cell?.state === 'well';
  const end = cells.findIndex((cell) => isWell(cell) !== isWell(cells[0]));
  return end < 0 ? cells : cells.slice(0, end);
}
