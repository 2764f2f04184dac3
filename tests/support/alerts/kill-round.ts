import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import type { Pool } from 'pg';
import { deliver } from '@/lib/outbox';
import { resendTransport } from '@/lib/outbox/transports/resend';
import type { FakeResend } from '@/tests/support/resend/server';
import { randomFrom } from '@/tests/support/seed/random';
import { PLAIN_ALERTS } from './plain-alerts';
import { CALM_SLOTS, collectSlot, FIRST_MS, INTERVAL_MS } from './pulsing-market';
import { expectedOf, type Reader, seedReaders } from './readers';

/** Where a doomed process ends by itself; `later`: some time after it is on its way. */
const COLLECTOR_ENDS = [
  'open',
  'judge',
  'append',
  'write statistics',
  'alerts',
  'close',
  'commit',
  'release',
  'later',
];
const DELIVERER_ENDS = ['claim', 'commit', 'send', 'settle', 'settled', 'later'];
const MAX_MS = 20_000;
const LEASE_PASSED_MS = 121_000;

export interface KillWorld {
  pool: Pool;
  databaseUrl: string;
  resend: FakeResend;
  readers: Reader[];
  /** How far the clock of the deliverers is ahead of the machine's, in ms. */
  offsetMs: number;
}

export interface Round {
  /** Which of the doomed processes were killed before their work was done, and where. */
  killed: string[];
  /** Nothing is wrong where each reader got each notification exactly once. */
  faults: string[];
}

/** A day of calm, and readers. */
export async function openKillWorld(pool: Pool, databaseUrl: string, resend: FakeResend): Promise<KillWorld> {
  const readers = await seedReaders(pool);
  for (let slot = 0; slot < CALM_SLOTS; slot++) await collectSlot(slot, { pool, alerts: PLAIN_ALERTS });
  return { pool, databaseUrl, resend, readers, offsetMs: 0 };
}

/**
 * One slot with two collectors and two deliverers at once, one of each killed at a place drawn by the seed and the round.
 * What is left is finished by the others.
 */
export async function killRound(world: KillWorld, round: number, seed = 1): Promise<Round> {
  const { resend } = world;
  const slot = CALM_SLOTS + round;
  const random = randomFrom(seed + round);
  const pick = (from: readonly string[]) => from[Math.floor(random() * from.length)] ?? 'later';
  world.offsetMs = FIRST_MS + slot * INTERVAL_MS + 10_000 - Date.now();
  // The clock of the round before may have been ahead of this one's.
  await world.pool.query('DELETE FROM mail_pace');
  const collector = doom(world, { ROLE: 'collector', SLOT: String(slot) }, pick(COLLECTOR_ENDS), random);
  const deliverer = doom(world, { ROLE: 'deliverer' }, pick(DELIVERER_ENDS), random);
  // Now the one is first at the lease, now the other.
  if (random() < 0.8) await Promise.race([collector.begun, collector.ended]);
  const delivering = new AbortController();
  const living = deliverUntil(world, delivering.signal);
  await collectToTheEnd(world, slot, collector);
  await deliverToTheEnd(world, deliverer);
  delivering.abort();
  await living;
  const killed = [...(await collector.end()), ...(await deliverer.end())];
  const faults = await faultsOf(world, slot);
  resend.accepted.length = 0;
  resend.requests.length = 0;
  return { killed, faults };
}

interface Doomed {
  process: ChildProcess;
  /** On its way. */
  begun: Promise<unknown>;
  ended: Promise<unknown>;
  isOver(): boolean;
  /** Ends it where it lives; answers where it was killed before that. */
  end(): Promise<string[]>;
}

function doom(
  { databaseUrl, resend, offsetMs }: KillWorld,
  role: Record<string, string>,
  end: string,
  random: () => number,
): Doomed {
  const child = spawn(process.execPath, ['--import', 'tsx', 'tests/support/alerts/work-and-die.ts'], {
    env: {
      ...process.env,
      ...role,
      DATABASE_URL: databaseUrl,
      RESEND_ORIGIN: resend.origin,
      OFFSET_MS: String(offsetMs),
      KILL_AT: end,
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = once(child, 'exit');
  const begun = once(child.stdout, 'data');
  if (end === 'later') begun.then(() => pause(random() * 300)).then(() => child.kill('SIGKILL'));
  child.stdout.resume();
  const isOver = () => child.exitCode !== null || child.signalCode !== null;
  return {
    process: child,
    begun,
    ended,
    isOver,
    async end() {
      const killed = child.signalCode === 'SIGKILL' ? [`${role.ROLE} at "${end}"`] : [];
      child.kill('SIGKILL');
      await ended;
      return killed;
    },
  };
}

/** As the schedule would: again and again, until the slot is there. */
async function collectToTheEnd({ pool }: KillWorld, slot: number, doomed: Doomed): Promise<void> {
  const untilMs = Date.now() + MAX_MS;
  while (Date.now() < untilMs) {
    const { state } = await collectSlot(slot, { pool, alerts: PLAIN_ALERTS });
    if (state !== 'busy') return;
    await pause(20);
    // The time that a crashed process's lease takes to expire.
    if (doomed.isOver()) await pool.query('UPDATE lease SET expires_at = now() WHERE expires_at > now()');
  }
  throw new Error(`slot ${slot} could not be collected`);
}

function delivererOf({ pool, resend, offsetMs }: KillWorld, signal?: AbortSignal) {
  const clock = () => Date.now() + offsetMs;
  const transport = resendTransport({
    apiKey: 're_living',
    from: 'alerts@example.com',
    baseUrl: resend.origin,
    requestsPerSecond: 100,
    timeoutMs: 2_000,
    clock,
  });
  return deliver({ pool, clock, transport, ...(signal && { signal }) });
}

async function deliverUntil(world: KillWorld, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    await delivererOf(world, signal);
    await pause(10);
  }
}

/** Goes on past the leases of the dead. */
async function deliverToTheEnd(world: KillWorld, doomed: Doomed): Promise<void> {
  const untilMs = Date.now() + MAX_MS;
  while (Date.now() < untilMs) {
    const { rows } = await world.pool.query<{ state: string }>(
      `SELECT DISTINCT state FROM message WHERE state IN ('queued', 'claimed')`,
    );
    if (rows.length === 0) return;
    if (doomed.isOver() && rows.some(({ state }) => state === 'claimed')) {
      world.offsetMs += LEASE_PASSED_MS;
      await delivererOf(world);
    }
    await pause(10);
  }
  throw new Error('the outbox could not be emptied');
}

async function faultsOf({ pool, resend, readers }: KillWorld, slot: number): Promise<string[]> {
  const at = new Date(FIRST_MS + slot * INTERVAL_MS);
  const { rows } = await pool.query<{ id: number; told: string[] }>(
    `SELECT n.subscriber_id AS id, array_agg(n.kind || ' ' || d.name ORDER BY n.kind, d.name) AS told
     FROM notification n JOIN dimension d ON d.id = n.dimension_id
     WHERE n.at = $1 AND n.mailed_at = $1 GROUP BY 1`,
    [at],
  );
  const toldOf = new Map(rows.map(({ id, told }) => [id, told.join()]));
  return readers.flatMap((reader) => {
    const { begin, over } = expectedOf(reader, slot);
    const venues = (kind: string) => (base: string) => [
      `${kind} kraken:${base}-USD`,
      `${kind} okx:${base}-USD`,
    ];
    const expected = [...begin.flatMap(venues('begin')), ...over.flatMap(venues('over'))].join();
    const mails = resend.accepted.filter(({ to }) => to.includes(reader.email));
    const named = mails.map(({ subject }) => [...new Set(subject.match(/COIN\d+/g))].sort().join('+'));
    const due = [...begin, ...over].sort().join('+');
    return [
      ...((toldOf.get(reader.id) ?? '') === expected
        ? []
        : [`${reader.email} was told ${toldOf.get(reader.id)}`]),
      ...(named.join() === due ? [] : [`${reader.email} got mails of [${named.join()}], not of [${due}]`]),
    ];
  });
}
