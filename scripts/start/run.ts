import { readFileSync } from 'node:fs';
import { Endings } from './endings';
import { failureText } from './failure-text';
import { say } from './say';

/** Is told of what goes wrong later. */
export type Fail = (error: unknown) => void;

/**
 * Runs what `begin` starts until Ctrl-C, a signal, a failure or the end of npm, and then ends all of it and the
 * process. `script` is the npm script that this is.
 */
export function run(script: string, begin: (endings: Endings, fail: Fail) => Promise<void>): void {
  const endings = new Endings();
  /** Ends all that was started, then the process. Later calls change nothing: npm passes Ctrl-C on a second time. */
  const end = async (code: number): Promise<void> => {
    if (!endings.begin()) return;
    if (code === 0) say('stopping');
    await started;
    await endings.run();
    if (code === 0) say('stopped');
    process.exit(code);
  };
  const started = begin(endings, (error) => void end(fail(error))).catch((error: unknown) => {
    if (!endings.signal.aborted) void end(fail(error));
  });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => void end(0));
  endWithNpm(script, end);
}

/** Says what went wrong; gives the exit code. */
function fail(error: unknown): number {
  console.error(failureText(error));
  return 1;
}

/** A killed npm cannot pass its signal on: without it we would go on unseen. */
function endWithNpm(script: string, end: (code: number) => Promise<void>): void {
  if (process.env.npm_lifecycle_event !== script) return;
  const npm = parents();
  setInterval(() => parents() === npm || void end(0), 500).unref();
}

/** Our parent and its own, which are a shell and npm; without /proc, our parent alone. */
function parents(): string {
  try {
    return `${process.ppid} ${/^PPid:\s*(\d+)/m.exec(readFileSync(`/proc/${process.ppid}/status`, 'utf8'))?.[1]}`;
  } catch {
    return String(process.ppid);
  }
}
