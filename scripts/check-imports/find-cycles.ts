import type { Imports } from './read-imports';

/** Groups of files that import one another, each sorted (the strongly connected components, by Tarjan). */
export function findCycles(imports: Imports): string[][] {
  const indexes = new Map<string, number>();
  const lowest = new Map<string, number>();
  const stack: string[] = [];
  const cycles: string[][] = [];
  const lower = (file: string, index: number) => lowest.set(file, Math.min(lowest.get(file) ?? index, index));

  function visit(file: string): void {
    indexes.set(file, indexes.size);
    lower(file, indexes.size - 1);
    stack.push(file);
    for (const next of imports.get(file) ?? []) {
      if (!indexes.has(next)) {
        visit(next);
        lower(file, lowest.get(next) ?? 0);
      } else if (stack.includes(next)) lower(file, indexes.get(next) ?? 0);
    }
    if (lowest.get(file) !== indexes.get(file)) return;
    const cycle = stack.splice(stack.indexOf(file));
    if (cycle.length > 1) cycles.push(cycle.sort());
  }

  for (const file of imports.keys()) if (!indexes.has(file)) visit(file);
  return cycles;
}
