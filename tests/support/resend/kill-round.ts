import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import type { Pool } from 'pg';
import { deliver, enqueue, type NewMessage } from '@/lib/outbox';
import { resendTransport } from '@/lib/outbox/transports/resend';
import { withTransaction } from '@/lib/platform/database';
import type { FakeResend, Fault } from './server';

/** Where the doomed process ends: at a step of its own, or as its request was accepted and not yet answered. */
export const STEPS = ['claim', 'commit', 'send', 'accepted', 'settle', 'settled'] as const;
type Step = (typeof STEPS)[number];

const FAULTS: Fault[] = [
  { is: 'none' },
  { is: 'status', status: 429, name: 'rate_limit_exceeded', retryAfter: '1' },
  { is: 'status', status: 500, name: 'internal_server_error' },
  { is: 'hang', accepts: true },
  { is: 'hang', accepts: false },
  { is: 'drop', accepts: true },
  { is: 'drop', accepts: false },
];

/** Enough for each of two deliverers to have a batch of its own. */
const MESSAGES = 350;
const MAX_PASSES = 60;
const MAX_ATTEMPTS = 5;

export interface World {
  pool: Pool;
  databaseUrl: string;
  resend: FakeResend;
  /** How far the clock of all is ahead of the machine's, in ms; each round moves it on. */
  offsetMs: number;
}

/**
 * One round: two deliverers at once, one of which is killed, while the server is in trouble; then further deliveries,
 * until nothing is left. Answers what is wrong then; nothing is if each message was accepted exactly once, but for
 * the one that the server refuses, which is dead.
 */
export async function killRound(world: World, round: number): Promise<string[]> {
  const step = STEPS[round % STEPS.length] ?? 'claim';
  for (let attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
    const { wasKilled, faults } = await tryRound(world, round, step);
    if (wasKilled || faults.length > 0) return faults;
  }
  return [`the process did not die at "${step}"`];
}

/** The doomed process may be the one that the trouble hits, and then never come to its step. */
async function tryRound(
  world: World,
  round: number,
  step: Step,
): Promise<{ wasKilled: boolean; faults: string[] }> {
  const { pool, resend } = world;
  const messages = messagesOf(round);
  const [bad] = round % 3 === 0 ? messages.slice(round % MESSAGES) : [];
  if (bad !== undefined) resend.refused.add(bad.to);
  await withTransaction(pool, (client) => enqueue(client, messages, clockOf(world)()));
  // The trouble begins with the third request, so that each process reaches the end of its first.
  const trouble = FAULTS[Math.floor(round / STEPS.length) % FAULTS.length] ?? { is: 'none' };
  resend.plan({ is: 'none' }, { is: 'none' }, trouble, trouble);
  const wasKilled = await bothAtOnce(world, step);
  await deliverTheRest(world);
  return { wasKilled, faults: await faultsOf(world, messages, bad) };
}

function messagesOf(round: number): NewMessage[] {
  return Array.from({ length: MESSAGES }, (_, i) => ({
    kind: 'alert',
    priority: i % 2,
    to: `round${round}-${i}@example.com`,
    subject: `Round ${round}, ${i}`,
    html: `<p>${i}</p>`,
    text: `${i}`,
  }));
}

const clockOf = (world: World) => () => Date.now() + world.offsetMs;

/** True if the doomed process died of its signal. */
async function bothAtOnce(world: World, step: Step): Promise<boolean> {
  const { databaseUrl, resend, offsetMs } = world;
  const doomed = spawn(process.execPath, ['--import', 'tsx', 'tests/support/deliver-and-die.ts'], {
    env: {
      ...process.env,
      DATABASE_URL: databaseUrl,
      RESEND_ORIGIN: resend.origin,
      OFFSET_MS: String(offsetMs),
      KILL_AT: step,
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  if (step === 'accepted') {
    resend.onAccepted = (apiKey) => void (apiKey === 're_doomed' && doomed.kill('SIGKILL'));
  }
  const ended = once(doomed, 'exit');
  await Promise.race([hasClaimed(doomed), ended]);
  await deliverOnce(world);
  const [, signal] = await ended;
  resend.onAccepted = null;
  return signal === 'SIGKILL';
}

/** Once it has a batch of its own, or is about to get one. Its later words are read too, so that it can say them. */
function hasClaimed({ stdout }: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    stdout?.on('data', (text) => {
      if (/commit|send/.test(String(text))) resolve();
    });
  });
}

function deliverOnce(world: World) {
  const clock = clockOf(world);
  return deliver({
    pool: world.pool,
    clock,
    transport: resendTransport({
      apiKey: 're_living',
      from: 'alerts@example.com',
      baseUrl: world.resend.origin,
      requestsPerSecond: 100,
      timeoutMs: 500,
      clock,
    }),
  });
}

/** Goes on past leases and waits. */
async function deliverTheRest(world: World): Promise<void> {
  for (let pass = 0; pass < MAX_PASSES; pass++) {
    const { rowCount } = await world.pool.query(
      `SELECT FROM message WHERE state IN ('queued', 'claimed') LIMIT 1`,
    );
    if (rowCount === 0) return;
    world.offsetMs += 121_000;
    await deliverOnce(world);
  }
}

async function faultsOf(
  { pool, resend }: World,
  messages: NewMessage[],
  bad: NewMessage | undefined,
): Promise<string[]> {
  const times = new Map<string, number>();
  for (const { to } of resend.accepted) for (const each of to) times.set(each, (times.get(each) ?? 0) + 1);
  const { rows } = await pool.query<{ to: string; state: string }>('SELECT "to", state FROM message');
  const stateOf = new Map(rows.map(({ to, state }) => [to, state]));
  resend.accepted.length = 0;
  resend.requests.length = 0;
  await pool.query('DELETE FROM message');
  const open = await pool.query(`DELETE FROM message_batch RETURNING state`);
  const left = open.rows.filter(({ state }) => state === 'open').length;
  return [
    ...messages.flatMap(({ to }) => {
      const expected = to === bad?.to ? '0 times and dead' : '1 times and sent';
      const found = `${times.get(to) ?? 0} times and ${stateOf.get(to)}`;
      return found === expected ? [] : [`${to}: ${found}`];
    }),
    ...(left === 0 ? [] : [`${left} batches are open`]),
  ];
}
