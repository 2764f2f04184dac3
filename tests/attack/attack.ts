import type { Pool } from 'pg';
import type { Exchanges } from './exchanges';

/** What an attack is aimed at. */
export interface Target {
  /** `http://127.0.0.1:<port>` */
  origin: string;
  port: number;
  pid: number;
  /** The server's database. */
  pool: Pool;
  /** What it collects from; an attack may change what they say. */
  exchanges: Exchanges;
  /** Names as the API lists them. */
  metrics: string[];
  markets: string[];
}

/** One way in which a stranger may try to stop the server for everybody. */
export interface Attack {
  /** What the stranger does, for the table. */
  name: string;
  /** How long readers are watched after it ended, s; default 5. */
  watchSeconds?: number;
  /** Also run by the suite, which has little time. */
  inSuite?: boolean;
  /** How many files the server may have open, where that is what the attack is about. */
  maxFiles?: number;
  /** Resolves when the stranger is done, with what was wrong with the answers, if anything. */
  run(target: Target): Promise<string[]>;
}
