import { median } from 'd3-array';
import type { RecentCollection } from '@/lib/incidents';
import { type SourceState, sourceReason, sourceState } from '@/lib/incidents';
import type { Cell, SlotState } from './read-cells';
import type { RejectionCount, RejectionExample } from './read-rejections';
import { firstSlotOf } from './since';
import type { Source } from './source-report';

type Run = RecentCollection['runs'][number];

interface Reported {
  exchange: string;
  run: Run | undefined;
  state: SourceState;
  reason: string | null;
  cells: Cell[];
  strip: { ms: number; state: SourceState | null }[];
}

/** How an exchange is in the newest collection; `isStalled` where no exchange answered in it. */
export function presentOf(run: Run | undefined, timeoutMs: number, isStalled: boolean) {
  const reason = sourceReason(run, timeoutMs);
  return {
    run,
    state: sourceState(run, timeoutMs),
    reason: isStalled && reason !== null ? `${STALLED}: ${reason}` : (reason ?? run?.reason ?? null),
  };
}

const STALLED = 'no exchange answered, so this server or its network is the likely cause';

/** Its cells in these spans, ms UTC, oldest first. */
export function stripOf(froms: readonly number[], cells: readonly Cell[]): Reported['strip'] {
  const cellAt = new Map(cells.map((cell) => [cell.fromMs, cell]));
  return froms.map((ms) => ({ ms, state: cellAt.get(ms)?.state ?? null }));
}

/** The report of one exchange. `change`: the slots among which it came to its present state; undefined where that is more than a day ago. */
export function reportOf(
  { exchange, run, state, reason, cells, strip }: Reported,
  change: SlotState[] | undefined,
): Omit<Source, 'lastSuccessAt' | 'rejections'> {
  const sinceMs = change === undefined ? null : firstSlotOf(state, change);
  return {
    exchange,
    state,
    reason,
    waitUntil: state === 'waiting' && run?.waitUntilMs ? new Date(run.waitUntilMs).toISOString() : null,
    since: sinceMs === null ? null : new Date(sinceMs).toISOString(),
    latency: {
      lastMs: run?.elapsedMs ?? null,
      medianMs: median(cells, ({ elapsedMs }) => elapsedMs) ?? null,
    },
    markets: {
      listed: run?.listed ?? 0,
      priced: run?.priced ?? 0,
      stored: run?.stored ?? 0,
      unlisted: run?.unlisted ?? 0,
    },
    strip: strip.map((cell) => ({ from: new Date(cell.ms).toISOString(), state: cell.state })),
  };
}

/** What was rejected of it, by rule. */
export function rejectionsOf(counts: RejectionCount[], examples: RejectionExample[]): Source['rejections'] {
  return counts.map(({ reason, count }) => ({
    reason,
    count,
    examples: examples
      .filter((example) => example.reason === reason)
      .map(({ dimension, at, metric, value, peers }) => ({
        dimension,
        at: at.toISOString(),
        metric,
        value,
        peers,
      })),
  }));
}
