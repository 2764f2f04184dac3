import { finished } from 'node:stream/promises';
import type { ClientBase } from 'pg';
import { to as copyTo } from 'pg-copy-streams';
import { EPOCH_2000_MS, FEW } from './copy-format';

const HEADER_BYTES = 19;

/** Runs `COPY (query) TO STDOUT (FORMAT binary)` and holds the answer whole. `query` is our own SQL, never input. */
export async function copyOut(client: ClientBase, query: string): Promise<CopyReader> {
  const chunks: Buffer[] = [];
  const stream = client.query(copyTo(`COPY (${query}) TO STDOUT (FORMAT binary)`));
  // A listener instead of an async iterator: there is a chunk a row, and a turn of the loop each would cost more.
  stream.on('data', (chunk: Buffer) => chunks.push(chunk));
  await finished(stream);
  return new CopyReader(Buffer.concat(chunks));
}

/** Reads rows of Postgres' binary COPY format, field by field, in the order of the query. */
export class CopyReader {
  /** Not Buffer's own methods: DataView's are compiled to single instructions, and there are millions of values. */
  private readonly view: DataView;
  private offset: number;

  constructor(bytes: Buffer) {
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.offset = HEADER_BYTES + this.view.getInt32(HEADER_BYTES - 4);
  }

  /** How many rows are still to come. */
  rowsLeft(): number {
    let rows = 0;
    let at = this.offset;
    for (let fields = this.view.getInt16(at); fields >= 0; fields = this.view.getInt16(at)) {
      at += 2;
      for (let field = 0; field < fields; field++) at += 4 + Math.max(0, this.view.getInt32(at));
      rows++;
    }
    return rows;
  }

  /** Steps to the next row; false at the end. */
  next(): boolean {
    const fields = this.view.getInt16(this.offset);
    this.offset += 2;
    return fields >= 0;
  }

  int2(): number {
    this.offset += 6;
    return this.view.getInt16(this.offset - 2);
  }

  int4(): number {
    this.offset += 8;
    return this.view.getInt32(this.offset - 4);
  }

  /** ms since the Unix epoch, UTC. */
  timestamptz(): number {
    this.offset += 12;
    // In two halves, which a double holds exactly for another 258 years: a BigInt would be an object a row.
    const microseconds = this.view.getInt32(this.offset - 8) * 2 ** 32 + this.view.getUint32(this.offset - 4);
    return microseconds / 1000 + EPOCH_2000_MS;
  }

  /** Writes the elements of a float8[] to `into` from `start` on, at most `limit`; NULL becomes NaN. */
  float8Array(into: Float64Array, start: number, limit: number): void {
    const count = this.enterArray();
    for (let i = 0; i < count.elements; i++) {
      const size = this.view.getInt32(this.offset);
      if (i < limit) into[start + i] = size < 0 ? Number.NaN : this.view.getFloat64(this.offset + 4);
      this.offset += size < 0 ? 4 : 12;
    }
    this.offset = count.end;
  }

  /** Of a bytea that `CopyWriter.elements` wrote: at most `limit` elements, to `into` from `start` on. */
  elements(into: Float64Array | Int32Array, start: number, limit: number): void {
    const bytes = this.view.getInt32(this.offset);
    const from = this.offset + 4;
    this.offset = from + bytes;
    const count = Math.min(bytes / into.BYTES_PER_ELEMENT, limit);
    if (count > FEW) {
      const length = count * into.BYTES_PER_ELEMENT;
      const source = new Uint8Array(this.view.buffer, this.view.byteOffset + from, length);
      new Uint8Array(into.buffer, into.byteOffset + start * into.BYTES_PER_ELEMENT, length).set(source);
    } else if (into instanceof Float64Array) {
      for (let i = 0; i < count; i++) into[start + i] = this.view.getFloat64(from + 8 * i, true);
    } else {
      for (let i = 0; i < count; i++) into[start + i] = this.view.getInt32(from + 4 * i, true);
    }
  }

  /** Steps to an array's first element. Its head: dimensions, flags, element type, length, lower bound. */
  private enterArray(): { elements: number; end: number } {
    const end = this.offset + 4 + this.view.getInt32(this.offset);
    const elements = this.view.getInt32(this.offset + 4) === 0 ? 0 : this.view.getInt32(this.offset + 16);
    this.offset += 24;
    return { elements, end };
  }
}
