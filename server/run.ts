import { surviveClosedOutput } from './closed-output';
import { Endings } from './endings';
import { failureText } from './failure-text';
import { watchNpm } from './npm-watch';
import { say } from './say';

/** Is told of what goes wrong later. */
export type Fail = (error: unknown) => void;

/**
 * Runs what `begin` starts until Ctrl-C, a signal, a failure or the end of npm, and then ends all of it and the
 * process. `script` is the npm script that this is.
 */
export function run(script: string, begin: (endings: Endings, fail: Fail) => Promise<void>): void {
  surviveClosedOutput();
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
  watchNpm(script, () => void end(0));
}

/** Says what went wrong; gives the exit code. */
function fail(error: unknown): number {
  console.error(failureText(error));
  return 1;
}
