import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

/** Resident memory of a process, MB; from Linux's /proc. NaN once it has ended. */
export function residentMb(pid: number): number {
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8');
    return Number(/VmRSS:\s+(\d+)/.exec(status)?.[1]) / 1024;
  } catch {
    return Number.NaN;
  }
}

/** Samples until stopped; returns the most that was seen, MB. */
export function watchPeak(pid: number): () => number {
  let peak = residentMb(pid);
  const timer = setInterval(() => {
    peak = Math.max(peak, residentMb(pid) || 0);
  }, 50);
  return () => {
    clearInterval(timer);
    return Math.max(peak, residentMb(pid) || 0);
  };
}

/** Waits until the process has at most `maxMb`, up to `patienceMs`; returns what it has then, MB. */
export async function settledMb(pid: number, maxMb: number, patienceMs: number): Promise<number> {
  const untilMs = performance.now() + patienceMs;
  for (;;) {
    const now = residentMb(pid);
    if (!(now > maxMb) || performance.now() >= untilMs) return now;
    await sleep(500);
  }
}
