import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync } from 'node:fs';
import { freePort } from '@/server/postgres';
import { startArguments } from '@/tests/support/start-command';

export interface OddStart {
  /** The folder of the project. */
  cwd?: string;
  settings?: Record<string, string>;
  /** Of the environment that is no setting, such as TMPDIR. */
  environment?: Record<string, string>;
  /** As whom; by default as this process. */
  uid?: number;
  umask?: number;
}

export interface Started {
  code: number | null;
  isReady: boolean;
  stdout: string;
  stderr: string;
}

/** Starts what `npm start` starts, ends it once it is ready or has said that it waits, and returns what it printed. */
export async function startOddly(odd: OddStart): Promise<Started> {
  const { cwd = process.cwd(), settings = {}, environment = {}, uid, umask } = odd;
  const { PATH = '' } = process.env;
  const port = String(await freePort());
  const before = umask === undefined ? undefined : process.umask(umask);
  const child = spawn(process.execPath, startArguments(), {
    cwd,
    ...(uid === undefined ? {} : { uid, gid: uid }),
    env: {
      PATH,
      HOME: '/nonexistent',
      NODE_ENV: 'production',
      PORT: port,
      SCHEDULER: 'off',
      LOG_LEVEL: 'error',
      ...settings,
      ...environment,
    },
  });
  if (before !== undefined) process.umask(before);
  const wrote = { stdout: '', stderr: '' };
  let isReady = false;
  child.stdout.on('data', (data: Buffer) => {
    if (isReady) return;
    wrote.stdout += data.toString();
    if (/^ready: /m.test(wrote.stdout)) {
      isReady = true;
      child.kill('SIGTERM');
    }
  });
  child.stderr.on('data', (data: Buffer) => {
    // What a request under way says of the end is not of the start.
    if (!isReady) wrote.stderr += data.toString();
  });
  const [code] = await once(child, 'close');
  return { code, isReady, ...wrote };
}

/** Opens a folder of ours to all users, who are tried in it. */
export function openToAll(folder: string): string {
  chmodSync(folder, 0o1777);
  return folder;
}
