import { spawn } from 'node:child_process';
import { StartError } from './say';

/** What a killed worker of a program, or V8 itself, writes before the end. */
const OUT_OF_MEMORY = /SIGKILL|heap out of memory|Cannot allocate memory|ENOMEM/;

/**
 * Runs a package's program in a process of its own; its output is shown only if it fails. Throws StartError, with
 * `remedy` where it was killed for want of memory.
 */
export function runProgram(
  name: string,
  program: string,
  args: string[],
  signal: AbortSignal,
  remedy: string,
): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [program, ...args], {
      stdio: ['ignore', 'pipe', 'pipe'],
      signal,
      env: { ...process.env, NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1', NODE_OPTIONS: '' },
    });
    let output = '';
    const take = (data: Buffer) => {
      output += data.toString();
    };
    child.stdout.on('data', take);
    child.stderr.on('data', take);
    child.on('error', reject);
    child.on('close', (code, signal) => {
      if (code === 0) resolve();
      else if (signal === 'SIGKILL' || OUT_OF_MEMORY.test(output)) {
        reject(new StartError(`${name} was killed (out of memory?): ${remedy}`));
      } else reject(new StartError(`${name} failed (${signal ?? code}):\n${output.trim()}`));
    });
  });
}
