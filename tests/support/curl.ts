import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** Makes sure that there is a curl: the system's, or one installed now where we may. */
export async function ensureCurl(): Promise<void> {
  try {
    await run('curl', ['--version']);
  } catch {
    await run('apt-get', ['update']);
    await run('apt-get', ['install', '-y', '--no-install-recommends', 'curl']);
  }
}

/** Runs a line as a shell does. Rejects where it exits with anything but 0. */
export async function shell(line: string): Promise<string> {
  const { stdout } = await run('sh', ['-c', line], { maxBuffer: 100_000_000 });
  return stdout;
}
