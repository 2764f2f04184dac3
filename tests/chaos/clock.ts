import { closeSync, mkdtempSync, openSync, readSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A clock that another process goes by. It goes on by itself, also while that process is stopped. */
export interface SharedClock {
  /** For `goBy`. */
  file: string;
  /** Makes it this time now, ms since the epoch. */
  set(nowMs: number): void;
  close(): void;
}

/** A message would come too late for a process that wakes up: a file is read at each look at the clock. */
export function openClock(nowMs: number): SharedClock {
  const folder = mkdtempSync(join(tmpdir(), 'tracker-chaos-clock-'));
  const file = join(folder, 'lead');
  const handle = openSync(file, 'w');
  const lead = Buffer.alloc(8);
  const set = (now: number) => {
    lead.writeDoubleLE(now - Date.now());
    writeSync(handle, lead, 0, 8, 0);
  };
  set(nowMs);
  return {
    file,
    set,
    close() {
      closeSync(handle);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** From now on `Date` in this thread goes by that clock. */
export function goBy(file: string): void {
  const handle = openSync(file, 'r');
  const lead = Buffer.alloc(8);
  const realNow = Date.now.bind(Date);
  const now = () => {
    readSync(handle, lead, 0, 8, 0);
    return Math.round(realNow() + lead.readDoubleLE());
  };
  Date.now = now;
  globalThis.Date = new Proxy(Date, {
    construct: (target, args, made) =>
      args.length === 0 ? Reflect.construct(target, [now()], made) : Reflect.construct(target, args, made),
  });
}
