import { median } from 'd3-array';
import { compiledCheck, nestedCheck } from '@/bench/alerts/check';
import { grouped, makeWorld } from '@/bench/alerts/world';
import type { Row } from './table';

/** Who is to be told of what, of a million series: as the product finds it, and by the loop of every series and watch. */
export function alertRow(rounds: number): Row {
  const world = makeWorld();
  const groups = grouped(world.watches);
  const [nestedMs, expected] = timed(() => nestedCheck(world, world.watches));
  const [, answer] = timed(() => compiledCheck(world, groups));
  if (JSON.stringify(answer) !== JSON.stringify(expected)) throw new Error('the alert checks differ');
  const checkMs =
    median(Array.from({ length: rounds }, () => timed(() => compiledCheck(world, groups))[0])) ?? 0;
  return {
    what: 'the alert check, 1,000,000 series, 20,000 watches',
    ours: `${checkMs.toFixed(0)} ms`,
    against: 'the nested loop',
    theirs: `${nestedMs.toFixed(0)} ms`,
    ratio: nestedMs / checkMs,
    aim: { factor: 100, is: 'at least' },
    note: 'the nested loop once',
  };
}

function timed<T>(work: () => T): [ms: number, result: T] {
  const startedMs = performance.now();
  const result = work();
  return [performance.now() - startedMs, result];
}
