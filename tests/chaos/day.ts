import { setTimeout as sleep } from 'node:timers/promises';
import { Pool } from 'pg';
import { within } from '@/lib/within';
import type { Venue } from '@/tests/support/exchange/synthetic';
import { type FakeResend, startResend } from '@/tests/support/resend/server';
import { type Connections, connectionsOf } from './connections';
import { endFrozen } from './end-frozen';
import { type Exchanges, startExchanges } from './exchanges';
import type { Harmed } from './harmed';
import { type Instance, startInstance } from './instance-handle';
import { People, seatWatchers } from './people';
import type { Fault, Plan } from './plan';
import { read } from './readers';
import { INTERVAL_MS, START_MS } from './world';

/** A slot as it was collected: what the day without faults is to collect too. */
export interface Closure {
  slotMs: number;
  /** What the exchanges spoke of then. */
  worldSlot: number;
  failed: Venue[];
}

const STEPS_MS = [1_000, 31_000, 91_000];
/** How late what is held back comes. */
const STALL_MS = 300;
/** Longer than a deliverer waits for its place where the clocks of two differ. */
const HUNG_MS = 60_000;

type Struck = Extract<Fault, { moment: unknown }>;
const isStruck = (fault: Fault): fault is Struck => 'moment' in fault;

/** One simulated day under a plan: real processes, a real database, loopback exchanges and mail. */
export class Day {
  readonly complaints: string[] = [];
  readonly closures: Closure[] = [];
  readonly events: string[] = [];
  readonly pool: Pool;
  people: People | null = null;
  #slot = 0;
  #nowMs = START_MS;
  /** How far the database's clock is behind. */
  #lagMs = 0;
  #instances: Instance[] = [];
  #paused = new Map<Instance, { goesOn: Promise<unknown>; tell: () => void }>();
  #clockOf = new Map<Instance, number>();
  #spare: Promise<Instance> | null = null;
  #pending: Promise<unknown>[] = [];
  #known = new Set<number>();
  #isDatabaseAway = false;
  #isDiskFull = false;

  private constructor(
    readonly world: Harmed,
    readonly database: string,
    readonly plan: Plan,
    readonly exchanges: Exchanges,
    readonly resend: FakeResend,
  ) {
    this.pool = new Pool({
      connectionString: world.postgres.url(database),
      max: 2,
      connectionTimeoutMillis: 5_000,
    });
    this.pool.on('error', () => undefined);
    this.pool.on('connect', (client) => client.on('error', () => undefined));
  }

  static async open(world: Harmed, database: string, plan: Plan): Promise<Day> {
    await world.postgres.createDatabase(database);
    const clock = { nowMs: START_MS };
    const resend = await startResend(() => clock.nowMs);
    const day = new Day(world, database, plan, await startExchanges(plan.seed), resend);
    await seatWatchers(day.pool);
    Object.defineProperty(clock, 'nowMs', { get: () => day.#nowMs });
    return day;
  }

  async run(): Promise<void> {
    this.#instances.push(await this.#begin());
    this.people = new People(this.resend);
    for (this.#slot = 0; this.#slot < this.plan.slots; this.#slot++) await this.#runSlot();
    const last = this.#running()[0];
    await last?.call('maintain');
    // It comes again every five seconds: what was written beside the last one goes with the next.
    await last?.call('deliver');
  }

  /** The same slots, each read as it was read then, and nothing goes wrong. */
  async repeat(closures: readonly Closure[]): Promise<void> {
    const instance = await this.#begin();
    this.#instances.push(instance);
    for (const { slotMs, worldSlot, failed } of closures) {
      this.exchanges.slot = worldSlot;
      this.exchanges.faults = new Map(failed.map((venue) => [venue, { how: 'refused', once: false }]));
      instance.setClock(slotMs + 1_000);
      await instance.collect();
    }
    instance.setClock(this.#endMs());
    await instance.call('maintain');
    await this.#noteClosures();
  }

  /** Of each running instance. */
  async connections(): Promise<Connections[]> {
    return Promise.all(this.#running().map(({ origin }) => connectionsOf(origin)));
  }

  async close(): Promise<void> {
    const spare = await this.#spare?.catch(() => null);
    await Promise.all([...this.#instances, ...(spare ? [spare] : [])].map((instance) => instance.end()));
    await Promise.all([this.exchanges.close(), this.resend.close(), this.pool.end()]);
    await this.world.postgres.free();
    await this.world.postgres.start();
    await this.world.postgres.dropDatabase(this.database);
  }

  #endMs(): number {
    return START_MS + (this.plan.slots - 1) * INTERVAL_MS + (STEPS_MS.at(-1) ?? 0);
  }

  #begin(): Promise<Instance> {
    const next = this.#spare ?? this.#start();
    this.#spare = null;
    return next;
  }

  #start(): Promise<Instance> {
    const { postgres, bundle, isWhole } = this.world;
    return startInstance({
      database: { port: postgres.port, url: postgres.url(this.database) },
      bundle,
      isWhole,
      nowMs: this.#nowMs,
      settings: {
        APP_URL: 'https://metrics.test',
        APP_SECRET: 'a-secret-of-a-chaotic-day',
        ADMIN_TOKEN: 'the-admin-token-of-a-chaotic-day',
        BACKFILL: 'off',
        COLLECT_INTERVAL: String(INTERVAL_MS / 1000),
        DATA_DIR: '/nonexistent',
        LOG_LEVEL: 'warn',
        MAIL_FROM: 'alerts@example.com',
        OPERATOR_EMAIL: 'operator@example.com',
        RESEND_API_KEY: 're_chaos',
        RESEND_BASE_URL: this.resend.origin,
        RESEND_REQUESTS_PER_SECOND: '500',
        SCHEDULER: 'off',
        SOURCES: Object.keys(this.exchanges.origins).join(','),
        SOURCE_TIMEOUT: '5',
        SOURCE_URLS: JSON.stringify(this.exchanges.origins),
      },
    });
  }

  #running(): Instance[] {
    return this.#instances.filter(
      (instance) => !instance.isDead() && !this.#killed.has(instance) && !this.#paused.has(instance),
    );
  }

  async #runSlot(): Promise<void> {
    const { faults } = this.plan;
    this.exchanges.slot = this.#slot;
    for (const fault of faults) if (endsAt(fault) === this.#slot) await this.#heal(fault);
    const begun = faults.filter(({ slot }) => slot === this.#slot);
    for (const fault of begun) {
      this.events.push(`slot ${this.#slot}: ${JSON.stringify(fault)}`);
      if (!isStruck(fault)) await this.#harm(fault);
    }
    // Whoever replaces a killed one takes a moment to start.
    if (
      faults.some(
        ({ is, slot }) => (is === 'kill' || is === 'pause' || is === 'second instance') && slot > this.#slot,
      )
    ) {
      this.#spare ??= this.#start();
      this.#spare.catch(() => undefined);
    }
    const struck = begun.filter(isStruck);
    const strikes = struck.map((fault) => this.#arm(fault));
    await this.#step(STEPS_MS[0] ?? 0);
    for (const strike of strikes) strike();
    this.exchanges.onRequest = null;
    this.resend.onAccepted = null;
    await Promise.all(this.#pending.splice(0));
    for (const { proxy } of this.#instances) proxy.resume();
    await this.#revive();
    for (const fault of struck) {
      const needsAnother = (fault.is === 'kill' && fault.replacedAfter === 0) || fault.is === 'pause';
      if (needsAnother && this.#running().length === 0) this.#instances.push(await this.#begin());
    }
    // On a quiet slot nothing is left to do.
    if (begun.length > 0 || !this.#isCollected() || this.#slot % 4 === 3 || this.#isTroubled()) {
      for (const offsetMs of STEPS_MS.slice(1)) await this.#step(offsetMs);
    }
    this.#judgeSlot();
  }

  /** It cannot start on a full disk. */
  async #revive(): Promise<void> {
    if (!this.#isDatabaseAway && !this.#isDiskFull) await this.world.postgres.start();
  }

  /** Lets time go on to this moment of the slot, and all instances do what is due then. */
  async #step(offsetMs: number): Promise<void> {
    const nowMs = START_MS + this.#slot * INTERVAL_MS + offsetMs;
    this.#lagMs += nowMs - this.#nowMs;
    this.#nowMs = nowMs;
    await this.#moveDatabaseClock();
    const ticks = this.#running().map(async (instance) => {
      instance.setClock(nowMs + (this.#clockOf.get(instance) ?? 0));
      const work = this.#tick(instance, offsetMs);
      const paused = new Promise<void>((resolve) => this.#onPause.set(instance, { work, resolve }));
      await Promise.race([work, paused]);
      this.#onPause.delete(instance);
    });
    await this.#soon(Promise.all(ticks), 'an instance hung');
    await this.#noteClosures();
  }
  #onPause = new Map<Instance, { work: Promise<unknown>; resolve: () => void }>();

  async #tick(instance: Instance, offsetMs: number): Promise<void> {
    const isFirst = offsetMs === STEPS_MS[0];
    const isLast = offsetMs === STEPS_MS.at(-1);
    await Promise.all([
      this.#under('collect', instance.collect()),
      this.#under('deliver', instance.call('deliver')),
      isFirst && this.#under('watch', instance.call('watch')),
      isLast && this.#slot % 4 === 3 && this.#under('maintain', instance.call('maintain')),
      this.#under('people', this.#people(instance, isFirst)),
    ]);
  }
  /** What an instance is at, for whoever waits for it in vain. */
  #underWay: string[] = [];

  async #under(name: string, work: Promise<void>): Promise<void> {
    this.#underWay.push(name);
    await work.finally(() => this.#underWay.splice(this.#underWay.indexOf(name), 1));
  }

  async #people(instance: Instance, isFirst: boolean): Promise<void> {
    if (instance !== this.#running()[0]) return;
    // Before the first collection there is nothing to read.
    if (isFirst && this.closures.length > 0) {
      const said = await read(instance.origin, this.world.isWhole);
      this.complaints.push(
        ...said.map((each) => `slot ${this.#slot}: ${each}; ${instance.wrote().slice(-1_000)}`),
      );
    }
    if (isFirst && this.plan.signUps.includes(this.#slot))
      await this.people?.signUp(instance.origin, this.#slot);
    await this.people?.confirm(instance.origin);
  }

  /** Leases go by it. What cannot be done now is done later. */
  async #moveDatabaseClock(): Promise<void> {
    try {
      await this.pool.query(`UPDATE lease SET expires_at = expires_at - $1 * interval '1 ms'`, [this.#lagMs]);
      this.#lagMs = 0;
    } catch {
      // The database is in trouble.
    }
  }

  async #noteClosures(): Promise<void> {
    try {
      const { rows } = await this.pool.query<{ id: number; slot: Date; failed: Venue[]; reasons: string }>(
        `SELECT c.id, c.slot, array_remove(array_agg(s.exchange ORDER BY 1) FILTER (WHERE s.state = 'failed'), NULL) AS failed,
                string_agg(s.exchange || ': ' || s.reason, '; ') FILTER (WHERE s.state = 'failed') AS reasons
         FROM collection c LEFT JOIN source_run s ON s.collection_id = c.id
         WHERE c.closed_at IS NOT NULL AND c.id <> ALL($1) GROUP BY c.id, c.xmin::text ORDER BY c.xmin::text::bigint`,
        [[...this.#known]],
      );
      for (const { id, slot, failed, reasons } of rows) {
        this.#known.add(id);
        const slotMs = slot.getTime();
        const own = Math.round((slotMs - START_MS) / INTERVAL_MS);
        const worldSlot = this.#clockOf.size > 0 ? this.#slot : own;
        this.closures.push({ slotMs, worldSlot, failed: failed ?? [] });
        for (const venue of failed ?? []) this.#judgeSource(venue, worldSlot, reasons);
      }
    } catch {
      // Read after the next step.
    }
  }

  #judgeSource(venue: Venue, slot: number, reasons: string): void {
    const isPlanned = this.plan.faults.some(
      (fault) =>
        fault.is === 'source' &&
        fault.venue === venue &&
        fault.slot <= slot &&
        slot < fault.slot + fault.lasts,
    );
    // One that was paused may find that its sources' time is over.
    const wasPaused = this.plan.faults.some((fault) => fault.is === 'pause' && fault.slot === slot);
    if (!isPlanned && !wasPaused)
      this.complaints.push(`slot ${slot}: ${venue} failed without a plan (${reasons})`);
  }

  #isCollected(): boolean {
    const slotMs = START_MS + this.#slot * INTERVAL_MS;
    return this.closures.some((closure) => closure.slotMs === slotMs);
  }

  #isTroubled(): boolean {
    return this.#isDatabaseAway || this.#isDiskFull || this.#clockOf.size > 0 || this.#paused.size > 0;
  }

  #judgeSlot(): void {
    const isWithoutInstance = this.plan.faults.some(
      (fault) =>
        fault.is === 'kill' && fault.slot <= this.#slot && this.#slot < fault.slot + fault.replacedAfter,
    );
    const isExcused = this.#isDatabaseAway || this.#isDiskFull || this.#clockOf.size > 0 || isWithoutInstance;
    if (!isExcused && !this.#isCollected()) {
      this.complaints.push(`slot ${this.#slot} was not collected, though it could have been`);
    }
    for (const instance of this.#instances) {
      if (instance.isDead() && !this.#killed.has(instance)) {
        this.complaints.push(`slot ${this.#slot}: an instance ended by itself: ${instance.wrote()}`);
        this.#killed.add(instance);
      }
    }
  }
  #killed = new Set<Instance>();

  /** Answers what to call when the slot's first step is over: it strikes then, if it has not yet. */
  #arm(fault: Struck): () => void {
    const instance = this.#running()[0];
    if (instance === undefined) return () => undefined;
    let isDone = false;
    const strike = () => {
      if (isDone) return;
      isDone = true;
      this.#strike(fault, instance);
    };
    const { moment } = fault;
    if (moment.at === 'database') instance.proxy.arm(moment.message, moment.sent, strike);
    else if (moment.at === 'exchange') this.exchanges.onRequest = strike;
    else this.resend.onAccepted = strike;
    return () => {
      instance.proxy.disarm();
      strike();
    };
  }

  #strike(fault: Struck, instance: Instance): void {
    if (fault.is === 'kill') {
      this.#killed.add(instance);
      instance.signal('SIGKILL');
      instance.proxy.cut();
    } else if (fault.is === 'pause') {
      instance.signal('SIGSTOP');
      const { work, resolve } = this.#onPause.get(instance) ?? {
        work: Promise.resolve(),
        resolve: () => undefined,
      };
      this.#paused.set(instance, { goesOn: work, tell: resolve });
      resolve();
      this.#pending.push(endFrozen(this.pool, instance.proxy.ports()));
    } else if (fault.is === 'restart') {
      if (!this.#isDatabaseAway) this.#pending.push(this.world.postgres.stop(fault.how));
    } else if (fault.is === 'cut') {
      instance.proxy.cut();
    } else {
      instance.proxy.hold();
      this.#pending.push(sleep(STALL_MS).then(() => instance.proxy.resume()));
    }
  }

  async #harm(fault: Exclude<Fault, Struck>): Promise<void> {
    if (fault.is === 'outage') {
      this.#isDatabaseAway = true;
      await this.world.postgres.stop('fast');
    } else if (fault.is === 'disk full') {
      if (this.#isDatabaseAway) return;
      this.#isDiskFull = true;
      await this.world.postgres.fill();
    } else if (fault.is === 'second instance') {
      this.#instances.push(await this.#begin());
    } else if (fault.is === 'clock') {
      const [instance] = this.#running();
      if (instance !== undefined) this.#clockOf.set(instance, fault.minutes * 60_000);
    } else if (fault.is === 'source') {
      this.exchanges.faults.set(fault.venue, fault);
    } else {
      this.resend.plan(...fault.faults);
    }
  }

  async #heal(fault: Fault): Promise<void> {
    if (fault.is === 'kill') {
      if (this.#running().length === 0) this.#instances.push(await this.#begin());
    } else if (fault.is === 'pause') {
      for (const [instance, { goesOn }] of [...this.#paused]) {
        instance.signal('SIGCONT');
        instance.setClock(this.#nowMs);
        await this.#soon(goesOn, 'an instance that was paused hung');
        this.#paused.delete(instance);
      }
      await this.#noteClosures();
    } else if (fault.is === 'outage') {
      this.#isDatabaseAway = false;
      await this.#revive();
    } else if (fault.is === 'disk full') {
      this.#isDiskFull = false;
      await this.world.postgres.free();
      await this.#revive();
    } else if (fault.is === 'second instance') {
      const [, second] = this.#running();
      if (second === undefined) return;
      this.#killed.add(second);
      await second.end();
    } else if (fault.is === 'clock') {
      this.#clockOf.clear();
    } else if (fault.is === 'source') {
      this.exchanges.faults.delete(fault.venue);
    }
  }

  async #soon(work: Promise<unknown>, complaint: string): Promise<void> {
    await within(HUNG_MS, work).catch((error) => {
      this.complaints.push(`slot ${this.#slot}: ${complaint} at ${this.#underWay.join(', ')} (${error})`);
    });
  }
}

/** The slot in which it is over; those that are over within their slot never are. */
function endsAt(fault: Fault): number {
  if (fault.is === 'kill') return fault.replacedAfter === 0 ? -1 : fault.slot + fault.replacedAfter;
  return 'lasts' in fault ? fault.slot + fault.lasts : -1;
}
