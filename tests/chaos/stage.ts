import { type FakeResend, startResend } from '@/tests/support/resend/server';
import { AtWork } from './at-work';
import { type Exchanges, startExchanges } from './exchanges';
import { Fleet } from './fleet';
import type { Harmed } from './harmed';
import { startInstance } from './instance-handle';
import { seatWatchers } from './people';
import { settingsOf } from './settings';
import { TroubledDatabase } from './troubled-database';
import { START_MS } from './world';

/** All that takes part in a day, and that something can happen to. */
export interface Stage {
  clock: { nowMs: number };
  database: TroubledDatabase;
  exchanges: Exchanges;
  resend: FakeResend;
  fleet: Fleet;
  atWork: AtWork;
}

export interface StageOptions {
  /** Of its database. */
  name: string;
  /** What the exchanges follow. */
  seed: number;
  /** How long an instance waits for an exchange. */
  sourceSeconds: number;
}

/** A database, exchanges and mail, and no instance yet. */
export async function openStage(world: Harmed, options: StageOptions): Promise<Stage> {
  const { name, seed, sourceSeconds } = options;
  const { postgres, bundle, isWhole } = world;
  await postgres.createDatabase(name);
  const clock = { nowMs: START_MS };
  const [exchanges, resend] = await Promise.all([startExchanges(seed), startResend(() => clock.nowMs)]);
  const database = new TroubledDatabase(postgres, name);
  await seatWatchers(database.pool);
  const fleet = new Fleet(() =>
    startInstance({
      database: { port: postgres.port, url: postgres.url(name) },
      bundle,
      isWhole,
      nowMs: clock.nowMs,
      settings: settingsOf(exchanges, resend.origin, sourceSeconds),
    }),
  );
  return { clock, database, exchanges, resend, fleet, atWork: new AtWork() };
}

export async function closeStage({ fleet, exchanges, resend, database }: Stage): Promise<void> {
  await fleet.close();
  await Promise.all([exchanges.close(), resend.close()]);
  await database.close();
}
