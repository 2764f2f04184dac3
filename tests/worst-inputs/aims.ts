/** What one input may cost the server, beyond what it does when nobody asks anything. */
export const AIMS = { holdMs: 50, cpuMs: 1000, memoryMb: 100 } as const;

/** What an input cost. */
export interface Cost {
  /** Longest hold of the event loop. */
  holdMs: number;
  /** Processor time of the whole process, its threads included; not that of Postgres. */
  cpuMs: number;
  /** How far the process's resident memory rose above what it was before. */
  memoryMb: number;
}

/** The aims that a cost misses. */
export function missed(cost: Cost): (keyof Cost)[] {
  return (['holdMs', 'cpuMs', 'memoryMb'] as const).filter((part) => cost[part] > AIMS[part]);
}
