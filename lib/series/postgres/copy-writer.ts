import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ClientBase } from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { EPOCH_2000_MS, FEW } from './copy-format';

const SIGNATURE = Buffer.from('PGCOPY\n\xff\r\n\0\0\0\0\0\0\0\0\0', 'latin1');
const FLOAT8 = 701;
const INT4 = 23;
const CHUNK_BYTES = 1 << 18;

/**
 * Rows in Postgres' binary COPY format (https://www.postgresql.org/docs/current/sql-copy.html, "Binary Format"):
 * three to ten times cheaper than text, on both sides.
 */
export class CopyWriter {
  private buffer = Buffer.allocUnsafeSlow(CHUNK_BYTES);
  /** DataView's methods are compiled to single instructions. */
  private view = new DataView(this.buffer.buffer);
  private length = 0;
  private readonly chunks: Buffer[] = [];

  constructor() {
    this.length = SIGNATURE.copy(this.buffer);
  }

  /** Begins a row of so many fields; the fields follow in order. */
  row(fields: number): this {
    this.room(2);
    this.view.setInt16(this.length, fields);
    this.length += 2;
    return this;
  }

  int2(value: number): this {
    this.room(6);
    this.view.setInt32(this.length, 2);
    this.view.setInt16(this.length + 4, value);
    this.length += 6;
    return this;
  }

  int4(value: number): this {
    this.room(8);
    this.view.setInt32(this.length, 4);
    this.view.setInt32(this.length + 4, value);
    this.length += 8;
    return this;
  }

  /** NULL is -1 bytes long. */
  text(value: string | null): this {
    if (value === null) {
      this.room(4);
      this.length = this.buffer.writeInt32BE(-1, this.length);
      return this;
    }
    const bytes = Buffer.byteLength(value);
    this.room(4 + bytes);
    this.length = this.buffer.writeInt32BE(bytes, this.length);
    this.length += this.buffer.write(value, this.length);
    return this;
  }

  /** ms since the Unix epoch, UTC. Throws RangeError for what is no time. */
  timestamptz(ms: number): this {
    this.room(12);
    const microseconds = Math.round((ms - EPOCH_2000_MS) * 1000);
    if (!Number.isSafeInteger(microseconds)) throw new RangeError(`${ms} ms is no time`);
    const high = Math.floor(microseconds / 2 ** 32);
    this.view.setInt32(this.length, 8);
    this.view.setInt32(this.length + 4, high);
    this.view.setUint32(this.length + 8, microseconds - high * 2 ** 32);
    this.length += 12;
    return this;
  }

  /** `count` elements from `start`; NaN becomes NULL. */
  float8Array(values: Float64Array, start: number, count: number): this {
    const sizeAt = this.arrayHead(FLOAT8, count, 12);
    for (let i = start; i < start + count; i++) {
      const value = values[i] ?? Number.NaN;
      const known = !Number.isNaN(value);
      this.view.setInt32(this.length, known ? 8 : -1);
      if (known) this.view.setFloat64(this.length + 4, value);
      this.length += known ? 12 : 4;
    }
    this.buffer.writeInt32BE(this.length - sizeAt - 4, sizeAt);
    return this;
  }

  /** A bytea: the elements as they lie in memory (little-endian), `count` from `start`. */
  elements(values: Float64Array | Int32Array, start: number, count: number): this {
    const size = values.BYTES_PER_ELEMENT;
    this.room(4 + count * size);
    this.view.setInt32(this.length, count * size);
    this.length += 4;
    if (count > FEW) {
      const source = new Uint8Array(values.buffer, values.byteOffset + start * size, count * size);
      this.buffer.set(source, this.length);
    } else if (values instanceof Float64Array) {
      for (let i = 0; i < count; i++) this.view.setFloat64(this.length + 8 * i, values[start + i] ?? 0, true);
    } else {
      for (let i = 0; i < count; i++) this.view.setInt32(this.length + 4 * i, values[start + i] ?? 0, true);
    }
    this.length += count * size;
    return this;
  }

  int4Array(values: Int32Array, start: number, count: number): this {
    const sizeAt = this.arrayHead(INT4, count, 8);
    for (let i = start; i < start + count; i++) {
      this.view.setInt32(this.length, 4);
      this.view.setInt32(this.length + 4, values[i] ?? 0);
      this.length += 8;
    }
    this.buffer.writeInt32BE(this.length - sizeAt - 4, sizeAt);
    return this;
  }

  /** One dimension, lower bound 1, NULLs allowed. Answers where the field's size is to be written. */
  private arrayHead(elementType: number, count: number, bytesEach: number): number {
    this.room(24 + count * bytesEach);
    const sizeAt = this.length;
    const dimensions = count === 0 ? [0, 1, elementType] : [1, 1, elementType, count, 1];
    this.length += 4;
    for (const word of dimensions) {
      this.view.setInt32(this.length, word);
      this.length += 4;
    }
    return sizeAt;
  }

  private room(bytes: number): void {
    if (this.length + bytes <= this.buffer.length) return;
    this.chunks.push(this.buffer.subarray(0, this.length));
    this.buffer = Buffer.allocUnsafeSlow(Math.max(CHUNK_BYTES, bytes));
    this.view = new DataView(this.buffer.buffer);
    this.length = 0;
  }

  /** Sends the rows: `COPY table (columns) FROM STDIN (FORMAT binary)`. `target` is our own SQL, never input. */
  async send(client: ClientBase, target: string): Promise<void> {
    this.room(2);
    this.length = this.buffer.writeInt16BE(-1, this.length);
    this.chunks.push(this.buffer.subarray(0, this.length));
    const stream = client.query(copyFrom(`COPY ${target} FROM STDIN (FORMAT binary)`));
    await pipeline(Readable.from(this.chunks), stream);
  }
}
