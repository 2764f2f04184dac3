import type { Instance } from './instance-handle';

/** The processes of a day: those that run, that were killed or stand still, and one that waits to replace another. */
export class Fleet {
  #all: Instance[] = [];
  #killed = new Set<Instance>();
  /** What each was at when it was stopped. */
  #paused = new Map<Instance, Promise<unknown>>();
  #wrongClocks = new Map<Instance, number>();
  #spare: Promise<Instance> | null = null;

  constructor(readonly start: () => Promise<Instance>) {}

  running(): Instance[] {
    return this.#all.filter((each) => !each.isDead() && !this.#killed.has(each) && !this.#paused.has(each));
  }

  /** Starts one that `add` is to take: whoever replaces a killed one takes a moment to start. */
  prepare(): void {
    this.#spare ??= this.start();
    this.#spare.catch(() => undefined);
  }

  async add(): Promise<Instance> {
    const next = this.#spare ?? this.start();
    this.#spare = null;
    const instance = await next;
    this.#all.push(instance);
    return instance;
  }

  async addIfNoneRuns(): Promise<void> {
    if (this.running().length === 0) await this.add();
  }

  kill(instance: Instance): void {
    this.#killed.add(instance);
    instance.signal('SIGKILL');
    instance.proxy.cut();
  }

  /** Ends the younger of two. */
  async endSecond(): Promise<void> {
    const [, second] = this.running();
    if (second === undefined) return;
    this.#killed.add(second);
    await second.end();
  }

  pause(instance: Instance, work: Promise<unknown>): void {
    instance.signal('SIGSTOP');
    this.#paused.set(instance, work);
  }

  /** Lets those that stand still go on, each of them until what it was at is done. */
  async resume(nowMs: number, ended: (work: Promise<unknown>) => Promise<void>): Promise<void> {
    for (const [instance, work] of [...this.#paused]) {
      instance.signal('SIGCONT');
      instance.setClock(nowMs);
      await ended(work);
      this.#paused.delete(instance);
    }
  }

  hasPaused(): boolean {
    return this.#paused.size > 0;
  }

  setClocks(nowMs: number): void {
    for (const instance of this.running()) instance.setClock(nowMs + (this.#wrongClocks.get(instance) ?? 0));
  }

  /** Sets the clock of the first one wrong. */
  misleadFirst(byMs: number): void {
    const [first] = this.running();
    if (first !== undefined) this.#wrongClocks.set(first, byMs);
  }

  correctClocks(): void {
    this.#wrongClocks.clear();
  }

  hasWrongClock(): boolean {
    return this.#wrongClocks.size > 0;
  }

  /** Those that ended though nobody killed them; each is told of once. */
  endedByThemselves(): Instance[] {
    const ended = this.#all.filter((each) => each.isDead() && !this.#killed.has(each));
    for (const instance of ended) this.#killed.add(instance);
    return ended;
  }

  resumeDatabases(): void {
    for (const { proxy } of this.#all) proxy.resume();
  }

  async close(): Promise<void> {
    const spare = await this.#spare?.catch(() => null);
    await Promise.all([...this.#all, ...(spare ? [spare] : [])].map((instance) => instance.end()));
  }
}
