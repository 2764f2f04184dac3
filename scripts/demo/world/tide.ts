import { activityTime } from './day-shape';
import { keyOf } from './random';
import { Recent } from './recent';
import { walk } from './walk';

/** What all coins share, as a pure function of seed and time. */
export class Tide {
  readonly #clock = new Recent(activityTime);
  readonly #together: Recent;

  constructor(seed: number) {
    const key = keyOf(seed, 'all coins');
    this.#together = new Recent((atMs) => walk(key, this.clock(atMs)));
  }

  /** The time that they walk by: it runs fast in busy hours. */
  clock(atMs: number): number {
    return this.#clock.at(atMs);
  }

  /** How far they have walked together. */
  together(atMs: number): number {
    return this.#together.at(atMs);
  }
}
