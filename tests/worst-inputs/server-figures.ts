import { readFileSync, writeFileSync } from 'node:fs';

/** What the server says of itself, as a scrape by Prometheus reads it; each scrape begins the next interval. */
export interface Figures {
  /** Longest hold of the event loop since the last scrape (`monitorEventLoopDelay`). */
  holdMs: number;
  /** Processor time since its start, of all its threads. */
  cpuMs: number;
}

export async function scrape(origin: string): Promise<Figures> {
  const text = await (await fetch(`${origin}/api/prometheus`)).text();
  const figure = (name: string) => {
    const found = new RegExp(`^${name} (\\S+)`, 'm').exec(text)?.[1];
    if (found === undefined) throw new Error(`/api/prometheus has no ${name}`);
    return Number(found) * 1000;
  };
  return {
    holdMs: figure('nodejs_eventloop_lag_max_seconds'),
    cpuMs: figure('process_cpu_seconds_total'),
  };
}

/** Resident memory of a process now and at its most since `resetPeak`, MB. Linux alone tells. */
export function memoryOf(pid: number): { nowMb: number; peakMb: number } {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  const mb = (name: string) => Number(new RegExp(`^${name}:\\s+(\\d+)`, 'm').exec(status)?.[1]) / 1024;
  return { nowMb: mb('VmRSS'), peakMb: mb('VmHWM') };
}

/** From now on the peak is counted anew. */
export function resetPeak(pid: number): void {
  writeFileSync(`/proc/${pid}/clear_refs`, '5');
}
