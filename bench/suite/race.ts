import { median } from 'd3-array';

/** One who takes part: what it reaches in one go, in a unit that all of a race share. */
export interface Runner {
  name: string;
  run: () => Promise<number>;
}

/** Lets all run in turn, round by round, so that whatever else the machine does meets all of them. By name: medians. */
export async function race(runners: readonly Runner[], rounds: number): Promise<Map<string, number>> {
  const reached = new Map(runners.map(({ name }) => [name, [] as number[]]));
  // Untimed: a server that runs has compiled its code long ago.
  for (const { run } of runners) await run();
  for (let round = 0; round < rounds; round++) {
    for (const { name, run } of runners) reached.get(name)?.push(await run());
  }
  return new Map([...reached].map(([name, values]) => [name, median(values) ?? Number.NaN]));
}
