import { Transform, type TransformCallback } from 'node:stream';
import { BackupError } from './backup-error';

/**
 * A backup is a sequence of frames, and the whole of it is gzip, whose checksum tells a damaged one: a letter, the
 * length of what follows (4 bytes, big-endian), and that. `H` is what it is, once; then of each table `T`, its rows as
 * Postgres' COPY writes them in any number of `D`, and `E` with their count; `Z` is the end.
 */
export type FrameKind = 'H' | 'T' | 'D' | 'E' | 'Z';

export interface Frame {
  kind: FrameKind;
  content: Buffer;
}

const HEAD_BYTES = 5;
const BATCH_BYTES = 1 << 16;
const KINDS = 'HTDEZ';
/** Far above a batch and the longest row: beyond it, this is no frame. */
const LONGEST = 1 << 30;

export function frame(kind: FrameKind, content: Buffer | object): Buffer {
  const bytes = Buffer.isBuffer(content) ? content : Buffer.from(JSON.stringify(content));
  const head = Buffer.alloc(HEAD_BYTES);
  head.write(kind, 0, 'latin1');
  head.writeUInt32BE(bytes.length, 1);
  return Buffer.concat([head, bytes]);
}

/** Rows in, which come one by one, and `D` frames of many out. */
export class DataFrames extends Transform {
  #rows: Buffer[] = [];
  #bytes = 0;

  override _transform(row: Buffer, _: BufferEncoding, done: TransformCallback): void {
    this.#rows.push(row);
    this.#bytes += row.length;
    if (this.#bytes >= BATCH_BYTES) this.#flush();
    done();
  }

  override _flush(done: TransformCallback): void {
    if (this.#bytes > 0) this.#flush();
    done();
  }

  #flush(): void {
    this.push(frame('D', Buffer.concat(this.#rows)));
    this.#rows = [];
    this.#bytes = 0;
  }
}

/** The frames of a stream, up to and with `Z`. Throws BackupError where it is none, or ends before. */
export async function* readFrames(stream: AsyncIterable<Buffer>): AsyncGenerator<Frame> {
  let held: Buffer[] = [];
  let bytes = 0;
  let wanted = HEAD_BYTES;
  for await (const chunk of stream) {
    held.push(chunk);
    bytes += chunk.length;
    if (bytes < wanted) continue;
    let rest = Buffer.concat(held);
    for (wanted = sizeOf(rest); rest.length >= wanted; wanted = sizeOf(rest)) {
      const kind = KINDS[KINDS.indexOf(rest.toString('latin1', 0, 1))] as FrameKind;
      yield { kind, content: rest.subarray(HEAD_BYTES, wanted) };
      rest = rest.subarray(wanted);
    }
    held = [rest];
    bytes = rest.length;
  }
  if (bytes > 0) throw new BackupError('the file is cut short: take another backup');
}

/** How many bytes the first frame has; those of its head, as long as that is not whole. */
function sizeOf(bytes: Buffer): number {
  if (bytes.length < HEAD_BYTES) return HEAD_BYTES;
  const size = HEAD_BYTES + bytes.readUInt32BE(1);
  if (!KINDS.includes(bytes.toString('latin1', 0, 1)) || size > LONGEST) {
    throw new BackupError('the file is no backup of this tracker: name one that `npm run backup` made');
  }
  return size;
}
