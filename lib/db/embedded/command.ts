import { spawn } from 'node:child_process';
import { basename } from 'node:path';
import type { Place } from './place';

/** Runs one of Postgres' programs to its end, as the place's user. Rejects with what it wrote if it fails. */
export function command(program: string, args: string[], { folder, user }: Place): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, {
      cwd: folder,
      stdio: ['ignore', 'pipe', 'pipe'],
      ...(user === null ? {} : { uid: user.uid, gid: user.gid }),
    });
    let wrote = '';
    const take = (data: Buffer) => {
      wrote += data.toString();
    };
    child.stdout.on('data', take);
    child.stderr.on('data', take);
    child.on('error', reject);
    // `exit`, not `close`: a server that it started keeps the pipes open.
    child.on('exit', (code) => {
      child.stdout.destroy();
      child.stderr.destroy();
      if (code === 0) resolve();
      else reject(new Error(`${basename(program)}: ${wrote.trim()}`));
    });
  });
}
