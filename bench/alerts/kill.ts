/**
 * `npm run alerts:kill -- --rounds 200 --seed 1`: two collectors and two deliverers at once, one of each killed at a place drawn
 * by the seed and the round; after each round, whether every reader got every notification exactly once.
 */
import { parseArgs } from 'node:util';
import { temporaryDatabase } from '@/bench/cycle/temporary-database';
import { type KillWorld, killRound, openKillWorld } from '@/tests/support/alerts/kill-round';
import { startResend } from '@/tests/support/resend/server';

process.env.LOG_LEVEL = 'silent';
const { values } = parseArgs({
  options: { rounds: { type: 'string', default: '200' }, seed: { type: 'string', default: '1' } },
});
const rounds = Number(values.rounds);
const database = await temporaryDatabase();
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.on(signal, () => {
    console.error('interrupted: removing the database');
    database.remove().finally(() => process.exit(130));
  });
}
let world: KillWorld | undefined;
const resend = await startResend(() => Date.now() + (world?.offsetMs ?? 0));
let bad = 0;
let killed = 0;
const startedMs = performance.now();
try {
  world = await openKillWorld(database.pool, database.pool.options.connectionString ?? '', resend);
  for (let round = 0; round < rounds; round++) {
    const { killed: where, faults } = await killRound(world, round, Number(values.seed));
    if (faults.length > 0) bad++;
    killed += where.length;
    const shown = faults.length === 0 ? 'each notification once' : faults.slice(0, 5).join('; ');
    console.log(`round ${round + 1}, killed ${where.join(' and ') || 'nobody in time'}: ${shown}`);
  }
  const seconds = Math.round((performance.now() - startedMs) / 1000);
  console.log(
    `${rounds} rounds in ${seconds} s, ${killed} processes killed, ${bad} rounds with a notification lost or doubled`,
  );
} finally {
  await resend.close();
  await database.pool.end();
  await database.remove();
}
process.exitCode = bad === 0 ? 0 : 1;
