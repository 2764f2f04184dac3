import type { MarketName } from '@/lib/series';
import type { LineValues } from './line-reader';

/** Some 4 MB of values, or a transaction of a fraction of a second. */
const MAX_VALUES = 500_000;
const MAX_ROWS = 10_000;

/** Observations of any markets and times, each pair once. */
export interface Rows {
  markets: MarketName[];
  atMs: number[];
  /** One a row, one column a metric, NaN where unknown. */
  values: Float64Array[];
}

/** Gathers lines until there are enough for one write. Of two values of one series and time, the later line's counts. */
export class Batch {
  readonly #rowOf = new Map<string, number>();
  readonly #metricCount: number;
  #rows: Rows = { markets: [], atMs: [], values: [] };

  constructor(metricCount: number) {
    this.#metricCount = metricCount;
  }

  add({ atMs, market, values }: LineValues): void {
    const key = `${atMs} ${market.name}`;
    let row = this.#rowOf.get(key);
    if (row === undefined) {
      row = this.#rows.atMs.length;
      this.#rowOf.set(key, row);
      this.#rows.markets.push(market);
      this.#rows.atMs.push(atMs);
      this.#rows.values.push(new Float64Array(this.#metricCount).fill(Number.NaN));
    }
    for (const { metric, value } of values) {
      const into = this.#rows.values[row];
      if (into !== undefined) into[metric.position - 1] = value;
    }
  }

  isFull(): boolean {
    const rows = this.#rows.atMs.length;
    return rows >= MAX_ROWS || rows * this.#metricCount >= MAX_VALUES;
  }

  /** What was gathered; the batch is empty then. */
  take(): Rows {
    const taken = this.#rows;
    this.#rows = { markets: [], atMs: [], values: [] };
    this.#rowOf.clear();
    return taken;
  }
}
