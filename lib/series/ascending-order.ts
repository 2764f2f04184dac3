/** A number's bytes, the least important first, as they lie in memory on every machine we know. */
const PASSES = 8;
const DIGITS = 256;

/**
 * Tells the order of numbers that are not negative, again and again without new memory: a radix sort of their bits,
 * which are in order as they are. It runs twice for each metric of a collection, and compares nothing.
 */
export class AscendingOrder {
  private order: Int32Array;
  private next: Int32Array;
  private readonly counts = new Int32Array(PASSES * DIGITS);

  /** `capacity`: the most numbers that will be asked about at once. */
  constructor(capacity: number) {
    this.order = new Int32Array(capacity);
    this.next = new Int32Array(capacity);
  }

  /** The indices of `values`, the smallest first, without those of NaN. Valid until the next call. */
  of(values: Float64Array): Int32Array {
    const bytes = new Uint8Array(values.buffer, values.byteOffset, PASSES * values.length);
    const length = this.count(values, bytes);
    for (let pass = 0; pass < PASSES; pass++) this.sortBy(pass, bytes, length);
    return this.order.subarray(0, length);
  }

  private count(values: Float64Array, bytes: Uint8Array): number {
    const { counts, order } = this;
    counts.fill(0);
    let length = 0;
    for (let i = 0; i < values.length; i++) {
      if (Number.isNaN(values[i])) continue;
      order[length++] = i;
      for (let pass = 0; pass < PASSES; pass++) {
        const slot = pass * DIGITS + (bytes[PASSES * i + pass] ?? 0);
        counts[slot] = (counts[slot] ?? 0) + 1;
      }
    }
    return length;
  }

  private sortBy(pass: number, bytes: Uint8Array, length: number): void {
    const { order, next } = this;
    const counts = this.counts.subarray(pass * DIGITS, (pass + 1) * DIGITS);
    // All alike: they are in this order already.
    if (counts[bytes[PASSES * (order[0] ?? 0) + pass] ?? 0] === length) return;
    let before = 0;
    for (let value = 0; value < DIGITS; value++) {
      const here = counts[value] ?? 0;
      counts[value] = before;
      before += here;
    }
    for (let i = 0; i < length; i++) {
      const index = order[i] ?? 0;
      const value = bytes[PASSES * index + pass] ?? 0;
      const place = counts[value] ?? 0;
      next[place] = index;
      counts[value] = place + 1;
    }
    this.order = next;
    this.next = order;
  }
}
