import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { Pool } from 'pg';
import { withTransaction } from '@/lib/platform/database';
import { log } from '@/lib/platform/log';
import { backoffMs } from './backoff';
import { type Batch, claimNext } from './claim';
import type { Delivered } from './delivered';
import { MAX_PAUSE_MS, pauseMs, pauseUntil, takePlace } from './pace';
import { readPayload } from './payload';
import { type OnDead, settleDead, settleRetry, settleSent, settleSplit } from './settle';
import type { Outcome, Transport } from './transport';

/** The moments at which a test may end the process. */
export type Step = 'claim' | 'commit' | 'send' | 'settle' | 'settled';

export interface DeliverDeps {
  pool: Pool;
  /** Milliseconds since 1970: due times, leases and the pace go by it. */
  clock: () => number;
  transport: Transport;
  /** 0 to 1. */
  random?: () => number;
  sleep?: (ms: number) => Promise<unknown>;
  /** Aborted: what is under way is finished or left to be taken over, nothing new is begun. */
  signal?: AbortSignal;
  /** After this long nothing new is begun. */
  lastingMs?: number;
  onDead?: OnDead;
  onStep?: (step: Step) => void;
}

/** Longer than a request and its place in the queue may take: only the batch of a dead process is taken over. */
const LEASE_MS = 120_000;
/** A wait longer than this is left to a later call. */
const PATIENCE_MS = 5_000;
/** A place further away than this comes of clocks that differ: nobody sleeps through his lease for it. */
const LONGEST_WAIT_MS = 30_000;
/** Resend remembers a key for 24 h: after 23 a further try might send again what has arrived. */
const GIVE_UP_MS = 23 * 3_600_000;
/** One batch that fails delays itself; so many in a row mean that the provider is in trouble. */
const FAILURES_IN_A_ROW = 3;

/**
 * Sends what is due, one request after the other, until nothing is. Any number of these may run at once, and end at any
 * point: what is committed before a request is made (the key, the payload) is what a later one sends again.
 * Throws where the database fails; nothing is lost then.
 */
export async function deliver(deps: DeliverDeps): Promise<Delivered> {
  const { pool, clock, transport, sleep = pause, signal, lastingMs = Number.POSITIVE_INFINITY } = deps;
  const holder = randomUUID();
  const total = { requests: 0, sent: 0, retries: 0, dead: 0 };
  const endMs = clock() + lastingMs;
  let failures = 0;
  while (signal?.aborted !== true && clock() < endMs) {
    if ((await pauseMs(pool, transport, clock())) > PATIENCE_MS) return { ...total, ended: 'pause' };
    const batch = await claim(deps, holder);
    if (batch === null) return { ...total, ended: 'empty' };
    const outcome = await attempt(deps, batch, sleep);
    deps.onStep?.('settle');
    const result = await settle(deps, batch, holder, outcome);
    deps.onStep?.('settled');
    total.requests += outcome === null ? 0 : 1;
    total.sent += result.sent;
    total.retries += result.retries;
    total.dead += result.dead;
    failures = result.retries === 0 ? 0 : failures + 1;
    if (failures === FAILURES_IN_A_ROW) return { ...total, ended: 'trouble' };
  }
  return { ...total, ended: 'time' };
}

async function claim({ pool, clock, transport, onStep }: DeliverDeps, holder: string): Promise<Batch | null> {
  onStep?.('claim');
  return withTransaction(pool, async (client) => {
    const claimant = { holder, nowMs: clock(), leaseMs: LEASE_MS, from: transport.from };
    const batch = await claimNext(client, claimant);
    onStep?.('commit');
    return batch;
  });
}

/** Null where it is too late for a further try. */
async function attempt(
  { pool, clock, transport, signal, onStep }: DeliverDeps,
  batch: Batch,
  sleep: (ms: number) => Promise<unknown>,
): Promise<Outcome | null> {
  const placeMs = await takePlace(pool, transport, clock());
  const waitMs = placeMs - clock();
  if (waitMs > 0) await sleep(Math.min(waitMs, LONGEST_WAIT_MS));
  // Judged last: the machine may have slept since it claimed the batch, longer than the provider knows the key.
  if (clock() - batch.firstTriedMs >= GIVE_UP_MS) return null;
  onStep?.('send');
  return transport.send(batch.payload, batch.id, signal);
}

const NOTHING = { sent: 0, retries: 0, dead: 0 };

async function settle(
  deps: DeliverDeps,
  batch: Batch,
  holder: string,
  outcome: Outcome | null,
): Promise<typeof NOTHING> {
  const { pool, clock, transport, random = Math.random } = deps;
  const onDead: OnDead = async (...dead) => {
    logDead(...dead);
    await deps.onDead?.(...dead);
  };
  const nowMs = clock();
  const settlement = { batch, holder, nowMs };
  if (outcome === null) {
    const reason = 'no try came to an end within 23 hours';
    return { ...NOTHING, dead: await settleDead(pool, settlement, reason, onDead) };
  }
  if (outcome.state === 'sent') {
    return { ...NOTHING, sent: await settleSent(pool, settlement, outcome.ids, transport) };
  }
  const { reason } = outcome;
  if (outcome.state === 'permanent') {
    if (outcome.isOneOfThem && readPayload(batch.payload).length > 1) {
      await settleSplit(pool, settlement, reason);
      return NOTHING;
    }
    return { ...NOTHING, dead: await settleDead(pool, settlement, reason, onDead) };
  }
  log().warn({ batch: batch.id, attempts: batch.attempts, reason }, 'mails are to be sent again');
  const askedMs = outcome.state === 'try again' ? Math.min(outcome.pauseMs ?? 0, MAX_PAUSE_MS) : 0;
  if (askedMs > 0) await pauseUntil(pool, transport, nowMs, nowMs + askedMs);
  await settleRetry(pool, settlement, nowMs + backoffMs(batch.attempts, random(), askedMs), reason);
  return { ...NOTHING, retries: 1 };
}

/** Where nobody else tells the operator. */
const logDead = (...[, dead, reason]: Parameters<OnDead>): void => {
  log().error({ messages: dead.map(({ id, kind }) => ({ id, kind })), reason }, 'mails are given up');
};
