import { within } from '@/lib/platform/within';
import type { Instance } from './instance-handle';

/** Longer than a deliverer waits for its place where the clocks of two differ. */
const HUNG_MS = 60_000;

/** What the instances of a day are at: waited for until it is done, or hangs, or its instance stands still. */
export class AtWork {
  #awaited = new Map<Instance, { work: Promise<unknown>; leave: () => void }>();
  #names: string[] = [];

  /** Resolves when an instance has done its work, or is left alone with it. */
  async waitFor(instance: Instance, work: Promise<unknown>): Promise<void> {
    const left = new Promise<void>((leave) => this.#awaited.set(instance, { work, leave }));
    await Promise.race([work, left]);
    this.#awaited.delete(instance);
  }

  /** Waits no longer for an instance. Answers what it is at. */
  leave(instance: Instance): Promise<unknown> {
    const awaited = this.#awaited.get(instance);
    awaited?.leave();
    return awaited?.work ?? Promise.resolve();
  }

  /** Work by the name that is told if somebody waits for it in vain. */
  async named(name: string, work: Promise<void>): Promise<void> {
    this.#names.push(name);
    await work.finally(() => this.#names.splice(this.#names.indexOf(name), 1));
  }

  /** Answers the complaint where it takes far too long. */
  async soon(work: Promise<unknown>, complaint: string): Promise<string[]> {
    return within(HUNG_MS, work).then(
      () => [],
      (error) => [`${complaint} at ${this.#names.join(', ')} (${error})`],
    );
  }
}
