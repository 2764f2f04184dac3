import { setTimeout as sleep } from 'node:timers/promises';
import type { Client } from 'pg';
import { claim } from './claim';
import { ensureServer, type Server, stopServer, urlOf } from './server';

const RETRY_MS = 1_000;

/** Notices by its own open connection that the server died, and starts it again at the same address. */
export class Guard {
  #claimed: Client | null = null;
  #ended = false;
  #restarting: Promise<void> | null = null;

  constructor(
    readonly server: Server,
    readonly port: number,
    readonly database: string,
    readonly report: (line: string) => void,
  ) {}

  watch(claimed: Client): void {
    this.#claimed = claimed;
    claimed.once('end', () => {
      if (!this.#ended) this.#restarting = this.#restart();
    });
  }

  /** Stops watching; afterwards the server may be stopped. */
  async end(): Promise<void> {
    this.#ended = true;
    await this.#restarting;
    await this.#claimed?.end();
  }

  async #restart(): Promise<void> {
    this.report('the database stopped; starting it again');
    while (!this.#ended) {
      try {
        await this.#startAgain();
        return this.report('the database runs again');
      } catch (error) {
        this.report(`the database could not be started: ${error instanceof Error ? error.message : error}`);
        await sleep(RETRY_MS);
      }
    }
  }

  async #startAgain(): Promise<void> {
    const port = await ensureServer(this.server, this.port);
    if (port !== this.port) {
      await stopServer(this.server);
      throw new Error(`port ${this.port} was taken by another program`);
    }
    this.watch(await claim(urlOf(this.server, port, 'postgres'), this.database));
  }
}
