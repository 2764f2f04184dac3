import { Pool } from 'pg';
import type { HarmedPostgres } from './postgres';

/** The database of a day: what is wrong with it now, and its clock, which leases go by. */
export class TroubledDatabase {
  readonly pool: Pool;
  #isAway = false;
  #isDiskFull = false;
  /** How far its clock is behind. */
  #lagMs = 0;

  constructor(
    readonly postgres: HarmedPostgres,
    readonly name: string,
  ) {
    this.pool = new Pool({ connectionString: postgres.url(name), max: 2, connectionTimeoutMillis: 5_000 });
    this.pool.on('error', () => undefined);
    this.pool.on('connect', (client) => client.on('error', () => undefined));
  }

  isInTrouble(): boolean {
    return this.#isAway || this.#isDiskFull;
  }

  async goAway(): Promise<void> {
    this.#isAway = true;
    await this.postgres.stop('fast');
  }

  async comeBack(): Promise<void> {
    this.#isAway = false;
    await this.revive();
  }

  async fillDisk(): Promise<void> {
    if (this.#isAway) return;
    this.#isDiskFull = true;
    await this.postgres.fill();
  }

  async freeDisk(): Promise<void> {
    this.#isDiskFull = false;
    await this.postgres.free();
    await this.revive();
  }

  /** Stops it in the midst of work; who calls revives it. */
  async stop(how: 'fast' | 'immediate'): Promise<void> {
    if (!this.#isAway) await this.postgres.stop(how);
  }

  /** Starts it if nothing is to keep it from running: on a full disk it cannot. */
  async revive(): Promise<void> {
    if (!this.isInTrouble()) await this.postgres.start();
  }

  /** Lets its clock go on. What cannot be done now is done at the next call. */
  async passTime(ms: number): Promise<void> {
    this.#lagMs += ms;
    try {
      await this.pool.query(`UPDATE lease SET expires_at = expires_at - $1 * interval '1 ms'`, [this.#lagMs]);
      this.#lagMs = 0;
    } catch {
      // It is in trouble.
    }
  }

  async close(): Promise<void> {
    await this.pool.end();
    await this.postgres.free();
    await this.postgres.start();
    await this.postgres.dropDatabase(this.name);
  }
}
