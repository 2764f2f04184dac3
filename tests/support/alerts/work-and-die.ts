/**
 * A process that collects one slot, or delivers again and again, and kills itself (SIGKILL) at the step named by KILL_AT.
 * Says each step as it begins. Run by the rounds of `kill-round.ts`.
 */
import { writeSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { Pool } from 'pg';

const { DATABASE_URL, KILL_AT, OFFSET_MS, RESEND_ORIGIN = '', ROLE, SLOT } = process.env;
process.env.LOG_LEVEL = 'silent';
const pool = new Pool({ connectionString: DATABASE_URL });
const clock = () => Date.now() + Number(OFFSET_MS);

function onStep(step: string): void {
  writeSync(1, `${step}\n`);
  if (step === KILL_AT) process.kill(process.pid, 'SIGKILL');
}

async function collect(): Promise<void> {
  const { collectSlot } = await import('./pulsing-market');
  const { PLAIN_ALERTS: alerts } = await import('./plain-alerts');
  await collectSlot(Number(SLOT), { pool, alerts, onStep });
}

/** Until whoever began it ends it. */
async function deliverOn(): Promise<never> {
  const { deliver } = await import('@/lib/outbox/deliver');
  const { resendTransport } = await import('@/lib/outbox/transports/resend');
  const transport = resendTransport({
    apiKey: 're_doomed',
    from: 'alerts@example.com',
    baseUrl: RESEND_ORIGIN,
    requestsPerSecond: 100,
    timeoutMs: 2_000,
    clock,
  });
  for (;;) {
    await deliver({ pool, clock, transport, onStep });
    await pause(10);
  }
}

await (ROLE === 'collector' ? collect() : deliverOn());
await pool.end();
