/**
 * A process that delivers once and kills itself (SIGKILL) at the step named by KILL_AT. Says each step as it begins.
 * Run by the rounds of `resend/kill-round.ts`.
 */
import { writeSync } from 'node:fs';
import { Pool } from 'pg';
import { deliver } from '@/lib/outbox/deliver';
import { resendTransport } from '@/lib/outbox/transports/resend';

const { DATABASE_URL, KILL_AT, OFFSET_MS, RESEND_ORIGIN = '' } = process.env;
process.env.LOG_LEVEL = 'silent';
const pool = new Pool({ connectionString: DATABASE_URL });
const clock = () => Date.now() + Number(OFFSET_MS);
await deliver({
  pool,
  clock,
  transport: resendTransport({
    apiKey: 're_doomed',
    from: 'alerts@example.com',
    baseUrl: RESEND_ORIGIN,
    requestsPerSecond: 100,
    timeoutMs: 500,
    clock,
  }),
  onStep(step) {
    writeSync(1, `${step}\n`);
    if (step === KILL_AT) process.kill(process.pid, 'SIGKILL');
  },
});
await pool.end();
