import { once } from 'node:events';
import { finished } from 'node:stream/promises';
import type { ClientBase } from 'pg';
import { type CopyStreamQuery, from as copyFrom } from 'pg-copy-streams';
import { BackupError } from './backup-error';
import { copyTarget, type Table } from './contents';

/** Rows on their way into one table. */
export class TableCopy {
  readonly #stream: CopyStreamQuery;
  readonly #done: Promise<void>;
  /** What Postgres says against them; from then on it listens to nothing. */
  #refusal: unknown = null;

  constructor(
    client: ClientBase,
    private readonly table: Table,
  ) {
    this.#stream = client.query(copyFrom(`COPY ${copyTarget(table)} FROM STDIN`));
    this.#done = finished(this.#stream);
    this.#done.catch((error: unknown) => {
      this.#refusal = error;
    });
  }

  async write(rows: Buffer): Promise<void> {
    if (this.#refusal !== null) throw this.#refusal;
    if (!this.#stream.write(rows)) await Promise.race([once(this.#stream, 'drain'), this.#done]);
  }

  /** Throws BackupError unless as many rows have come as are `expected`. */
  async end(expected: number): Promise<number> {
    if (this.#refusal !== null) throw this.#refusal;
    this.#stream.end();
    await this.#done;
    const { rowCount } = this.#stream;
    if (rowCount === expected) return rowCount;
    throw new BackupError(
      `${this.table.name} has ${rowCount} rows instead of ${expected}; nothing was changed: take another backup`,
    );
  }

  /** Frees the connection, which would take nothing but rows as long as these are not at their end. */
  async breakOff(): Promise<void> {
    if (this.#stream.writableFinished || this.#refusal !== null) return;
    this.#stream.destroy(new Error('broken off'));
    await this.#done.catch(() => undefined);
  }
}
