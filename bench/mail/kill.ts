/**
 * `npm run mail:kill -- --rounds 200`: kills a delivering process at each of its steps in turn, beside a second one and
 * before a server in trouble, and checks after each round that every message was delivered exactly once.
 */
import { parseArgs } from 'node:util';
import { temporaryDatabase } from '@/bench/cycle/temporary-database';
import { killRound, STEPS, type World } from '@/tests/support/resend/kill-round';
import { startResend } from '@/tests/support/resend/server';

process.env.LOG_LEVEL = 'silent';
const { values } = parseArgs({ options: { rounds: { type: 'string', default: '200' } } });
const rounds = Number(values.rounds);
const database = await temporaryDatabase();
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.on(signal, () => {
    console.error('interrupted: removing the database');
    database.remove().finally(() => process.exit(130));
  });
}
const world: World = {
  pool: database.pool,
  databaseUrl: database.pool.options.connectionString ?? '',
  resend: await startResend(() => Date.now() + world.offsetMs),
  offsetMs: 0,
};
let bad = 0;
const startedMs = performance.now();
try {
  for (let round = 0; round < rounds; round++) {
    const faults = await killRound(world, round);
    if (faults.length > 0) bad++;
    const shown = faults.length === 0 ? 'each message once' : faults.slice(0, 5).join('; ');
    console.log(`round ${round + 1}, killed at "${STEPS[round % STEPS.length]}": ${shown}`);
  }
  const seconds = Math.round((performance.now() - startedMs) / 1000);
  console.log(`${rounds} rounds in ${seconds} s, ${bad} with a message lost or doubled`);
} finally {
  await world.resend.close();
  await database.pool.end();
  await database.remove();
}
process.exitCode = bad === 0 ? 0 : 1;
