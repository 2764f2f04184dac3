import type { SourceState } from '@/lib/incidents';
import type { Source } from '@/lib/queries';

/** Slots in a row of one state; null where nothing was collected. */
export interface StripRun {
  state: SourceState | null;
  /** Index of its first cell, and how many there are. */
  from: number;
  cells: number;
  fromMs: number;
  toMs: number;
}

/** The state of one cell, and when it begins, ms UTC. */
export function cellAt(runs: readonly StripRun[], index: number, cellSeconds: number) {
  const run = runs.find(({ from, cells }) => index >= from && index < from + cells);
  return run && { state: run.state, fromMs: run.fromMs + (index - run.from) * cellSeconds * 1000 };
}

/** A strip's cells, neighbours of one state taken together. `toMs` is the end of the last of them. */
export function stripRuns(strip: Source['strip'], cellSeconds: number): StripRun[] {
  const runs: StripRun[] = [];
  strip.forEach(({ from, state }, index) => {
    const fromMs = Date.parse(from);
    const toMs = fromMs + cellSeconds * 1000;
    const last = runs.at(-1);
    if (last?.state === state) {
      last.cells += 1;
      last.toMs = toMs;
    } else {
      runs.push({ state, from: index, cells: 1, fromMs, toMs });
    }
  });
  return runs;
}
