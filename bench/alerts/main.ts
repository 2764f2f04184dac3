/**
 * `npm run bench:alerts`: 1,000 metrics of 1,000 markets, one series in a thousand unusual, 10,000 subscribers with
 * 20,000 watches. The check as the product does it beside the nested loop of every series and every watch, their answers
 * compared first; then from the statistics of a slot to the committed messages; then the same for all metrics of 1,530
 * markets that jump, beside one level and beside a thousand.
 */
import { median } from 'd3-array';
import { temporaryDatabase } from '@/bench/cycle/temporary-database';
import { compiledCheck, nestedCheck } from './check';
import { compareLevels } from './levels';
import { storedRound, storeWatches } from './stored';
import { grouped, makeWorld } from './world';

const ROUNDS = 9;
const STORED_ROUNDS = 3;

const world = makeWorld();
const groups = grouped(world.watches);

const [nestedMs, expected] = timed(() => nestedCheck(world, world.watches));
const [, answer] = timed(() => compiledCheck(world, groups));
if (JSON.stringify(answer) !== JSON.stringify(expected)) {
  throw new Error(`the answers differ: ${JSON.stringify({ answer, expected })}`);
}
const checks = Array.from({ length: ROUNDS }, () => timed(() => compiledCheck(world, groups))[0]);
const checkMs = median(checks) ?? Number.NaN;
console.log(
  `${answer.series} series are unusual to somebody, ${answer.told} times somebody is to be told: equal in both`,
);
console.log(
  `the check: ${spread(checks)} ms (median of ${ROUNDS}); the nested loop: ${Math.round(nestedMs)} ms, once`,
);
console.log(`${(nestedMs / checkMs).toFixed(0)}x (aim: 100x)`);

const database = await temporaryDatabase();
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.on(signal, () => {
    console.error('interrupted: removing the database');
    database.remove().finally(() => process.exit(130));
  });
}
try {
  await storeWatches(database.pool, world.dimensions, world.watches);
  for (let round = 0; round < STORED_ROUNDS; round++) {
    const { detectMs, notifyMs, commitMs, messages } = await storedRound(database.pool, world);
    const total = Math.round(detectMs + notifyMs + commitMs);
    console.log(
      `from statistics to ${messages} committed messages: ${total} ms (alerts ${Math.round(detectMs)}, ` +
        `composed and enqueued ${Math.round(notifyMs)}, commit ${Math.round(commitMs)})`,
    );
  }
  const { oneMs, thousandMs, messages } = await compareLevels(database.pool);
  console.log(
    `every market jumps: ${Math.round(oneMs)} ms beside one level, ${Math.round(thousandMs)} ms beside 1,000 of 20 ` +
      `subscribers (${messages} messages): ${(thousandMs / oneMs).toFixed(1)}x`,
  );
} finally {
  await database.pool.end();
  await database.remove();
}

function timed<T>(work: () => T): [ms: number, result: T] {
  const startedMs = performance.now();
  const result = work();
  return [performance.now() - startedMs, result];
}

function spread(ms: readonly number[]): string {
  return `${Math.round(median(ms) ?? Number.NaN)} (${Math.round(Math.min(...ms))} - ${Math.round(Math.max(...ms))})`;
}
