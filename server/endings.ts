import { reasonOf, say } from './say';

type Ending = () => Promise<unknown>;

/** What was started and has to be ended, last first. */
export class Endings {
  readonly #endings: Ending[] = [];
  readonly #controller = new AbortController();

  /** Aborted as soon as the end begins. */
  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  add(ending: Ending): void {
    this.#endings.push(ending);
  }

  /** Tells the steps under way to stop. True at the first call. */
  begin(): boolean {
    const isFirst = !this.signal.aborted;
    this.#controller.abort();
    return isFirst;
  }

  async run(): Promise<void> {
    for (let ending = this.#endings.pop(); ending !== undefined; ending = this.#endings.pop()) {
      await ending().catch((error: unknown) => say(`while ending: ${reasonOf(error)}`));
    }
  }
}
