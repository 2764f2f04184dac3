/**
 * A process that collects once and kills itself (SIGKILL) when the step named by KILL_AT begins.
 * Run by the collection's tests; prints the outcome if it lives.
 */
import { Pool } from 'pg';
import { collectAt } from './collector';

const { DATABASE_URL, KILL_AT, NOW_MS, EXCHANGE_URLS } = process.env;
const pool = new Pool({ connectionString: DATABASE_URL });
const outcome = await collectAt({
  pool,
  sourceUrls: JSON.parse(EXCHANGE_URLS ?? '{}'),
  nowMs: Number(NOW_MS),
  onStep(step) {
    if (step === KILL_AT) process.kill(process.pid, 'SIGKILL');
  },
});
await pool.end();
console.log(JSON.stringify(outcome));
