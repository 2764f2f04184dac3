/** A prime, so that times at any regular distance lie apart. */
const PLACES = 509;
const GRAIN_MS = 4_000;

/** The results of a function of time, as many as a day has slots: the same times are asked for again and again. */
export class Recent {
  readonly #times = new Float64Array(PLACES).fill(Number.NaN);
  readonly #values = new Float64Array(PLACES);

  constructor(private readonly compute: (atMs: number) => number) {}

  at(atMs: number): number {
    const place = Math.floor(atMs / GRAIN_MS) % PLACES;
    if (this.#times[place] !== atMs) {
      this.#values[place] = this.compute(atMs);
      this.#times[place] = atMs;
    }
    return this.#values[place] ?? 0;
  }
}
