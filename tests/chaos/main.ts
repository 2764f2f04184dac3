/**
 * `npm run chaos -- --seed 1 --rounds 20`: days in which all goes wrong that can, each compared with the same day in
 * which nothing did. A seed fixes what goes wrong and where; `--tell` shows it.
 */
import { parseArgs } from 'node:util';
import { buildIfStale } from '@/server/build';
import { openWorld } from './harmed';
import { chaosRound, SLOTS } from './round';

process.env.LOG_LEVEL = 'silent';
const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: '1' },
    rounds: { type: 'string', default: '10' },
    slots: { type: 'string', default: String(SLOTS) },
    /** Each so many days the whole app runs; 0: never. */
    whole: { type: 'string', default: '5' },
    tell: { type: 'boolean', default: false },
  },
});
const share = Number(values.whole);
if (share > 0) await buildIfStale(new AbortController().signal);
const world = await openWorld();
let stopped = false;
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.on(signal, () => {
    stopped = true;
    void world.remove().finally(() => process.exit(130));
  });
}
if (!world.of(false).postgres.hasOwnDisk)
  console.log('no disk can be mounted here: read-only instead of full');
let bad = 0;
const startedMs = performance.now();
try {
  const first = Number(values.seed);
  for (let seed = first; seed < first + Number(values.rounds) && !stopped; seed++) {
    const roundMs = performance.now();
    const isWhole = share > 0 && seed % share === 0;
    const round = await chaosRound(world.of(isWhole), seed, Number(values.slots)).catch((error: unknown) => {
      console.log(
        `seed ${seed}: the round could not be ended: ${error instanceof Error ? error.stack : error}`,
      );
      return null;
    });
    if (round === null) {
      bad++;
      continue;
    }
    const { faults, collected, plan, mails, events } = round;
    const seconds = ((performance.now() - roundMs) / 1000).toFixed(1);
    if (faults.length > 0) bad++;
    const counts = `${plan.faults.length} faults, ${collected} of ${plan.slots} slots, ${mails} mails, ${seconds} s`;
    console.log(
      `seed ${seed}${isWhole ? ', whole app' : ''}: ${counts}: ${faults.length === 0 ? 'as without faults' : 'WRONG'}`,
    );
    if (values.tell || faults.length > 0) for (const event of events) console.log(`  ${event}`);
    for (const fault of faults.slice(0, 12)) console.log(`  ! ${fault.slice(0, 1_500)}`);
  }
  const seconds = Math.round((performance.now() - startedMs) / 1000);
  console.log(`${values.rounds} rounds in ${seconds} s, ${bad} not as without faults`);
} finally {
  await world.remove();
}
process.exit(bad === 0 ? 0 : 1);
