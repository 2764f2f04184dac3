import { setTimeout as sleep } from 'node:timers/promises';
import { Cron } from 'croner';
import { collectWhenDue } from './collect-when-due';

export interface Scheduler {
  /** Starts nothing more; waits for what runs, at most `patienceMs`. */
  stop(patienceMs: number): Promise<void>;
}

/** None of them rejects. */
export interface Jobs {
  /** True if the current slot needs no other try. */
  collect(): Promise<boolean>;
  maintain(): Promise<void>;
  watch(): Promise<void>;
  deliver(): Promise<void>;
}

/**
 * A collection now, and then one as each slot (a UTC multiple of the interval) begins, never two at once; where one
 * takes longer than the interval, the next begins within a second of its end. What failed is tried again within its
 * slot. Maintenance at minute 7 of every hour.
 * A look at all of it every minute, also while no collection comes: that is what it looks for. Mails every 5 s.
 */
export function startScheduler(
  { collect, maintain, watch, deliver }: Jobs,
  intervalSeconds: number,
): Scheduler {
  const running = new Set<Promise<void>>();

  const run = async (job: () => Promise<void>): Promise<void> => {
    const done = job().finally(() => running.delete(done));
    running.add(done);
    await done;
  };
  const collectIfDue = collectWhenDue({ collect, intervalMs: intervalSeconds * 1000, clock: Date.now });
  // No cron pattern says "every n seconds, aligned"; so each second asks whether a slot has begun.
  const jobs = [
    new Cron('* * * * * *', { timezone: 'UTC', protect: true }, () => run(collectIfDue)),
    new Cron('7 * * * *', { timezone: 'UTC', protect: true }, () => run(maintain)),
    // Not as the slot begins: that is when the machine is busiest.
    new Cron('40 * * * * *', { timezone: 'UTC', protect: true }, () => run(watch)),
    new Cron('*/5 * * * * *', { timezone: 'UTC', protect: true }, () => run(deliver)),
  ];
  return {
    async stop(patienceMs) {
      for (const job of jobs) job.stop();
      await Promise.race([Promise.allSettled(running), sleep(patienceMs, undefined, { ref: false })]);
    },
  };
}
