import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { baseEnvironment } from '@/tests/support/base-environment';
import { startArguments } from './start-command';

export interface StartedApp {
  process: ChildProcess;
  /** What it wrote until now, lines of both streams. */
  output(): string;
  /** Resolves when the output holds this text. Rejects with the output if it ends before. */
  wrote(text: string): Promise<void>;
  /** Its exit code. */
  ended: Promise<number | null>;
}

/** What `npm start` starts, with these settings and none of ours, and at most so many open files. */
export function startApp(settings: Record<string, string>, maxFiles?: number): StartedApp {
  const limit = maxFiles === undefined ? '' : `ulimit -n ${maxFiles}; `;
  const child = spawn('sh', ['-c', `${limit}exec "$@"`, 'sh', process.execPath, ...startArguments()], {
    env: { ...baseEnvironment(), NODE_ENV: 'production', BACKFILL: 'off', ...settings },
  });
  let output = '';
  const take = (data: Buffer) => {
    output += data.toString();
    child.emit('output');
  };
  child.stdout.on('data', take);
  child.stderr.on('data', take);
  const ended = once(child, 'close').then(([code]): number | null => code);
  return {
    process: child,
    output: () => output,
    async wrote(text) {
      let isOver = false;
      const end = ended.then(() => {
        isOver = true;
      });
      while (!output.includes(text)) {
        if (isOver) throw new Error(`it ended without "${text}":\n${output}`);
        await Promise.race([once(child, 'output'), end]);
      }
    },
    ended,
  };
}
