import { setTimeout as sleep } from 'node:timers/promises';
import type { Attack } from './attack';
import { residentMb, settledMb, watchPeak } from './memory';
import { type Reading, startReaders } from './readers';
import { lostSlots, newestSlot, slotAfter } from './slots';
import { INTERVAL_SECONDS, type Stage } from './stage';

/** Which a server that has been attacked may keep: the shared cache may fill (128 MB), and code is compiled. */
const MAX_GROWTH_MB = 170;
const MEMORY_PATIENCE_MS = 60_000;
const SLOT_PATIENCE_MS = 30_000;
const CALM_SECONDS = 2;

/** What one attack did to the server. */
export interface Outcome {
  attack: string;
  answers: number;
  longestMs: number;
  longestPath: string;
  beforeMb: number;
  peakMb: number;
  afterMb: number;
  lostSlots: number;
  /** What a server that holds would not have done, but for slow readers and lost slots, which hang on the machine too. */
  faults: string[];
}

/** Runs an attack beside twenty readers a second, and measures what they and the server felt of it. */
export async function runAttack({ target, app }: Stage, attack: Attack): Promise<Outcome> {
  const { origin, pid, pool, markets, metrics } = target;
  const graph = new URLSearchParams({ metric: metrics[0] ?? '', dimension: markets[0] ?? '' });
  const ranking = new URLSearchParams({ metric: metrics[0] ?? '', limit: '100' });
  const paths = ['/api/status', `/api/metrics?${graph}`, '/', `/api/rankings?${ranking}`];
  const readers = await startReaders(origin, paths);
  try {
    await sleep(1000 * CALM_SECONDS);
    await readers.report();
    const beforeSlot = await newestSlot(pool);
    const beforeMb = residentMb(pid);
    const peak = watchPeak(pid);
    const complaints = await attack.run(target);
    await sleep(1000 * (attack.watchSeconds ?? 5));
    const felt = await readers.report();
    const peakMb = peak();
    const isAlive = app.process.exitCode === null && app.process.signalCode === null;
    const afterSlot = isAlive ? await slotAfter(pool, await newestSlot(pool), SLOT_PATIENCE_MS) : 0;
    const afterMb = await settledMb(pid, beforeMb + MAX_GROWTH_MB, isAlive ? MEMORY_PATIENCE_MS : 0);
    const lost = isAlive ? await lostSlots(pool, beforeSlot, afterSlot, 1000 * INTERVAL_SECONDS) : 0;
    const { path: longestPath, longestMs } = slowest(felt);
    const faults = [...complaints, ...failuresOf(felt)];
    if (!isAlive) faults.push(`the process ended: ${app.output().slice(-500)}`);
    else if (afterSlot === beforeSlot) faults.push('nothing was collected');
    if (!(afterMb <= beforeMb + MAX_GROWTH_MB))
      faults.push(`memory stays at ${afterMb.toFixed(0)} MB, after ${beforeMb.toFixed(0)} MB before`);
    faults.push(...(app.output().match(/^.*Warning: .*$/gm) ?? []));
    const answers = Object.values(felt).reduce((sum, reading) => sum + reading.answers, 0);
    return {
      attack: attack.name,
      answers,
      longestMs,
      longestPath,
      beforeMb,
      peakMb,
      afterMb,
      lostSlots: lost,
      faults,
    };
  } finally {
    await readers.stop();
  }
}

function slowest(felt: Record<string, Reading>): { path: string; longestMs: number } {
  const all = Object.entries(felt).map(([path, { longestMs }]) => ({ path, longestMs }));
  return all.reduce((a, b) => (b.longestMs > a.longestMs ? b : a), { path: '', longestMs: 0 });
}

function failuresOf(felt: Record<string, Reading>): string[] {
  return Object.entries(felt).flatMap(([path, { failures }]) =>
    failures.length === 0 ? [] : [`${path} failed ${failures.length} times, first by ${failures[0]}`],
  );
}
