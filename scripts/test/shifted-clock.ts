import { existsSync } from 'node:fs';
import { run } from './command';

const PLACES = ['x86_64', 'aarch64'].map(
  (machine) => `/usr/lib/${machine}-linux-gnu/faketime/libfaketime.so.1`,
);

/** The library that shifts the clock of a process and of all that it starts. Throws if it cannot be had. */
export async function findFaketime(): Promise<string> {
  const found = () => PLACES.find((path) => existsSync(path));
  if (found() === undefined && process.getuid?.() === 0) {
    await run('apt-get', ['update']).catch(() => 1);
    await run('apt-get', ['install', '-y', '--no-install-recommends', 'libfaketime']).catch(() => 1);
  }
  const library = found();
  if (library === undefined) {
    throw new Error('no libfaketime: install it, for instance by `apt-get install libfaketime` on Debian');
  }
  return library;
}

/** The environment of a process by whose clock it is `atMs` now, ms UTC, and goes on from there. */
export function shiftedTo(atMs: number, library: string): Record<string, string> {
  const seconds = Math.round((atMs - Date.now()) / 1000);
  return {
    LD_PRELOAD: library,
    FAKETIME: `${seconds < 0 ? '' : '+'}${seconds}s`,
    // Timers go on as they are.
    FAKETIME_DONT_FAKE_MONOTONIC: '1',
  };
}
