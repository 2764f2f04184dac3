import { setTimeout as sleep } from 'node:timers/promises';
import { HOUR_MS, MINUTE_MS, SECOND_MS } from '@/lib/model/time';
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
 *
 * A clock that jumps, either way, delays nothing: each second is a second of the timer, and asks what time it is then.
 */
export function startScheduler(
  { collect, maintain, watch, deliver }: Jobs,
  intervalSeconds: number,
): Scheduler {
  const running = new Set<Promise<void>>();
  const collectIfDue = collectWhenDue({ collect, intervalMs: intervalSeconds * SECOND_MS, clock: Date.now });
  const ticks = [
    oneAtATime(collectIfDue),
    oneAtATime(whenDue(maintain, HOUR_MS, 7 * MINUTE_MS)),
    // Not as the slot begins: that is when the machine is busiest.
    oneAtATime(whenDue(watch, MINUTE_MS, 40 * SECOND_MS)),
    oneAtATime(whenDue(deliver, 5 * SECOND_MS, 0)),
  ];
  let timer = setTimeout(tick, untilNextSecond());

  function tick(): void {
    timer = setTimeout(tick, untilNextSecond());
    for (const each of ticks) {
      const job = each();
      if (job === undefined) continue;
      const done = job.finally(() => running.delete(done));
      running.add(done);
    }
  }

  return {
    async stop(patienceMs) {
      clearTimeout(timer);
      await Promise.race([Promise.allSettled(running), sleep(patienceMs, undefined, { ref: false })]);
    },
  };
}

/** A timer may fire a moment early: then the second has not begun, and it is waited for once more. */
function untilNextSecond(): number {
  return SECOND_MS - (Date.now() % SECOND_MS);
}

/** Runs a job in each period once it has begun: `offsetMs` after each multiple of `periodMs`; not in the first. */
function whenDue(job: () => Promise<void>, periodMs: number, offsetMs: number) {
  const periodOf = (ms: number) => Math.floor((ms - offsetMs) / periodMs);
  let last = periodOf(Date.now());
  return (): Promise<void> | undefined => {
    const current = periodOf(Date.now());
    if (current === last) return undefined;
    last = current;
    return job();
  };
}

function oneAtATime(job: () => Promise<void> | undefined): () => Promise<void> | undefined {
  let isRunning = false;
  return () => {
    if (isRunning) return undefined;
    isRunning = true;
    const done = job();
    if (done === undefined) isRunning = false;
    return done?.finally(() => {
      isRunning = false;
    });
  };
}
