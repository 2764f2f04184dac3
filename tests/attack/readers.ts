import { fork } from 'node:child_process';
import { once } from 'node:events';
import { z } from 'zod';

const reading = z.object({ answers: z.number(), failures: z.array(z.string()), longestMs: z.number() });
const readings = z.record(z.string(), reading);

/** What the readers of one path felt. */
export type Reading = z.output<typeof reading>;

export interface Readers {
  /** By path, since the last report. */
  report(): Promise<Record<string, Reading>>;
  stop(): Promise<void>;
}

/** Twenty readers a second, over these paths in turn. */
export async function startReaders(origin: string, paths: readonly string[]): Promise<Readers> {
  const child = fork('tests/attack/reader-process.ts', [origin, ...paths], { execArgv: ['--import', 'tsx'] });
  return {
    async report() {
      const answered = once(child, 'message');
      child.send('report');
      const [message]: unknown[] = await answered;
      return readings.parse(message);
    },
    async stop() {
      const ended = once(child, 'exit');
      child.disconnect();
      await ended;
    },
  };
}
