/** By which a process finds its programs and its home, and by whose clock it goes (`npm run test:clocks`). */
const NAMES = ['PATH', 'HOME', 'LD_PRELOAD', 'FAKETIME', 'FAKETIME_DONT_FAKE_MONOTONIC'];

/** The environment of a program as a stranger starts it: none of the settings of whoever runs the tests. */
export function baseEnvironment(): Record<string, string> {
  return Object.fromEntries(
    NAMES.flatMap((name) => (process.env[name] === undefined ? [] : [[name, process.env[name]]])),
  );
}
