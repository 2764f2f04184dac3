import type { Pool } from 'pg';
import type { FakeResend } from '@/tests/support/resend/server';
import { type Closure, Closures } from './closures';
import { type Connections, connectionsOf } from './connections';
import { endsAt, harm, heal } from './harm';
import type { Harmed } from './harmed';
import type { Instance } from './instance-handle';
import { People } from './people';
import type { Plan } from './plan';
import { read } from './readers';
import { closeStage, openStage, type Stage } from './stage';
import { isStruck, Strikes } from './strike';
import { INTERVAL_MS, START_MS } from './world';

const FIRST_STEP_MS = 1_000;
const LATER_STEPS_MS = [31_000, 91_000];
const LAST_STEP_MS = 91_000;
/** Longer than the few refusals in a row of a day put an email off. */
const MAX_LAST_MINUTES = 15;

/** One simulated day under a plan: real processes, a real database, loopback exchanges and mail. */
export class Day {
  readonly complaints: string[] = [];
  readonly events: string[] = [];
  readonly people: People;
  #slot = 0;
  #stage: Stage;
  #closures: Closures;
  #strikes: Strikes;

  private constructor(
    readonly plan: Plan,
    readonly isWhole: boolean,
    stage: Stage,
  ) {
    this.people = new People(stage.resend);
    this.#stage = stage;
    this.#closures = new Closures(stage.database.pool, plan);
    this.#strikes = new Strikes(stage);
  }

  static async open(world: Harmed, plan: Plan): Promise<Day> {
    const name = `day_${plan.seed}`;
    return new Day(plan, world.isWhole, await openStage(world, { name, seed: plan.seed, sourceSeconds: 12 }));
  }

  /** A day for `repeat`. No exchange hangs in it, so that a busy machine is given its time. */
  static async openCalm(world: Harmed, plan: Plan): Promise<Day> {
    const name = `calm_${plan.seed}`;
    return new Day(plan, world.isWhole, await openStage(world, { name, seed: plan.seed, sourceSeconds: 60 }));
  }

  get resend(): FakeResend {
    return this.#stage.resend;
  }

  get pool(): Pool {
    return this.#stage.database.pool;
  }

  get closures(): readonly Closure[] {
    return this.#closures.all;
  }

  async run(): Promise<void> {
    const { fleet } = this.#stage;
    await fleet.add();
    for (this.#slot = 0; this.#slot < this.plan.slots; this.#slot++) await this.#runSlot();
    const [last] = fleet.running();
    await last?.call('maintain');
    // What the provider refused last is due again within minutes, and what was written beside a delivery with the next.
    for (let minute = 1; minute <= MAX_LAST_MINUTES && (await this.#hasEmailWaiting()); minute++) {
      await this.#step(LAST_STEP_MS + minute * 60_000);
    }
    await last?.call('watch');
    await last?.call('deliver');
  }

  /** The same slots, each read as it was read then, and nothing goes wrong. */
  async repeat(closures: readonly Closure[]): Promise<void> {
    const { fleet, exchanges } = this.#stage;
    const instance = await fleet.add();
    for (const { slotMs, worldSlot, failed } of closures) {
      exchanges.slot = worldSlot;
      exchanges.faults = new Map(failed.map((venue) => [venue, { how: 'refused', once: false }]));
      instance.setClock(slotMs + FIRST_STEP_MS);
      await instance.collect();
    }
    instance.setClock(START_MS + (this.plan.slots - 1) * INTERVAL_MS + LAST_STEP_MS);
    await instance.call('maintain');
    await this.#closures.note();
  }

  /** Of each running instance. */
  async connections(): Promise<Connections[]> {
    return Promise.all(this.#stage.fleet.running().map(({ origin }) => connectionsOf(origin)));
  }

  close(): Promise<void> {
    return closeStage(this.#stage);
  }

  async #runSlot(): Promise<void> {
    const { fleet, database, exchanges } = this.#stage;
    const { faults } = this.plan;
    exchanges.slot = this.#slot;
    for (const fault of faults) {
      if (endsAt(fault) !== this.#slot) continue;
      this.#complain(await heal(this.#stage, fault));
      if (fault.is === 'pause') await this.#noteClosures();
    }
    const begun = faults.filter(({ slot }) => slot === this.#slot);
    for (const fault of begun) {
      this.events.push(`slot ${this.#slot}: ${JSON.stringify(fault)}`);
      if (!isStruck(fault)) await harm(this.#stage, fault);
    }
    if (this.#needsAnotherLater()) fleet.prepare();
    const struck = begun.filter(isStruck);
    for (const fault of struck) this.#strikes.arm(fault);
    await this.#step(FIRST_STEP_MS);
    await this.#strikes.end();
    fleet.resumeDatabases();
    await database.revive();
    if (struck.some((fault) => fault.is === 'pause' || (fault.is === 'kill' && fault.replacedAfter === 0)))
      await fleet.addIfNoneRuns();
    if (begun.length > 0 || !this.#isQuiet() || (await this.#hasEmailWaiting()))
      for (const offset of LATER_STEPS_MS) await this.#step(offset);
    this.#judgeSlot();
  }

  #needsAnotherLater(): boolean {
    return this.plan.faults.some(
      ({ is, slot }) => (is === 'kill' || is === 'pause' || is === 'second instance') && slot > this.#slot,
    );
  }

  /** Nothing is left to do in this slot. */
  #isQuiet(): boolean {
    return this.#closures.has(this.#slot) && !this.#isDueForMaintenance() && !this.#isTroubled();
  }

  /** Deliveries come every five seconds: an email must not wait for the next slot. */
  async #hasEmailWaiting(): Promise<boolean> {
    if (this.#isTroubled()) return false;
    const { rows } = await this.pool.query(
      `SELECT FROM message WHERE state IN ('queued', 'claimed') LIMIT 1`,
    );
    return rows.length > 0;
  }

  #isTroubled(): boolean {
    const { fleet, database } = this.#stage;
    return database.isInTrouble() || fleet.hasWrongClock() || fleet.hasPaused();
  }

  #isDueForMaintenance(): boolean {
    return this.#slot % 4 === 3;
  }

  /** Lets time go on to this moment of the slot, and all instances do what is due then. */
  async #step(offsetMs: number): Promise<void> {
    const { clock, fleet, database, atWork } = this.#stage;
    const beforeMs = clock.nowMs;
    clock.nowMs = START_MS + this.#slot * INTERVAL_MS + offsetMs;
    await database.passTime(clock.nowMs - beforeMs);
    fleet.setClocks(clock.nowMs);
    const ticks = fleet.running().map((instance) => atWork.waitFor(instance, this.#tick(instance, offsetMs)));
    this.#complain(await atWork.soon(Promise.all(ticks), 'an instance hung'));
    await this.#noteClosures();
  }

  async #tick(instance: Instance, offsetMs: number): Promise<void> {
    const { atWork } = this.#stage;
    const isFirst = offsetMs === FIRST_STEP_MS;
    const isLast = offsetMs === LAST_STEP_MS;
    await Promise.all([
      atWork.named('collect', instance.collect()),
      atWork.named('deliver', instance.call('deliver')),
      isFirst && atWork.named('watch', instance.call('watch')),
      isLast && this.#isDueForMaintenance() && atWork.named('maintain', instance.call('maintain')),
      atWork.named('people', this.#visit(instance, isFirst)),
    ]);
  }

  /** People come to one instance: they read, sign up and confirm. */
  async #visit(instance: Instance, isFirst: boolean): Promise<void> {
    if (instance !== this.#stage.fleet.running()[0]) return;
    // Before the first collection there is nothing to read.
    if (isFirst && this.closures.length > 0) {
      const said = await read(instance.origin, this.isWhole);
      this.#complain(said.map((each) => `${each}; ${instance.wrote().slice(-1_000)}`));
    }
    if (isFirst && this.plan.signUps.includes(this.#slot))
      await this.people.signUp(instance.origin, this.#slot);
    await this.people.confirm(instance.origin);
  }

  async #noteClosures(): Promise<void> {
    const worldSlot = this.#stage.fleet.hasWrongClock() ? this.#slot : undefined;
    this.complaints.push(...(await this.#closures.note(worldSlot)));
  }

  #judgeSlot(): void {
    const { fleet, database } = this.#stage;
    const isWithoutInstance = this.plan.faults.some(
      (fault) =>
        fault.is === 'kill' && fault.slot <= this.#slot && this.#slot < fault.slot + fault.replacedAfter,
    );
    const isExcused = database.isInTrouble() || fleet.hasWrongClock() || isWithoutInstance;
    if (!isExcused && !this.#closures.has(this.#slot))
      this.#complain(['it was not collected, though it could have been']);
    this.#complain(
      fleet.endedByThemselves().map((instance) => `an instance ended by itself: ${instance.wrote()}`),
    );
  }

  #complain(of: readonly string[]): void {
    this.complaints.push(...of.map((each) => `slot ${this.#slot}: ${each}`));
  }
}
