import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { basename } from 'node:path';
import { EmbeddedError, OR_ELSEWHERE } from './error';
import type { Place } from './place';

/** Runs one of Postgres' programs to its end, as the place's user. Rejects with EmbeddedError, in one line. */
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
    child.on('error', (error) => reject(new EmbeddedError(cannotRun(error, program), { cause: error })));
    // `exit`, not `close`: a server that it started keeps the pipes open.
    child.on('exit', (code, signal) => {
      child.stdout.destroy();
      child.stderr.destroy();
      if (code === 0) resolve();
      else reject(new EmbeddedError(failed(basename(program), wrote, signal)));
    });
  });
}

const CANNOT = 'the Postgres that npm installed cannot run on this machine';

function cannotRun(error: NodeJS.ErrnoException, program: string): string {
  if (error.code === 'ENOENT' && existsSync(program)) {
    return `${CANNOT}: its loader is missing, as where there is no glibc (Alpine); use a system with glibc, ${OR_ELSEWHERE}`;
  }
  if (error.code === 'EACCES') {
    return `${CANNOT}: ${program} may not be executed (its mode, or a file system mounted with noexec); allow it, ${OR_ELSEWHERE}`;
  }
  return `${CANNOT} (${error.message}): run npm ci again, ${OR_ELSEWHERE}`;
}

function failed(name: string, wrote: string, signal: NodeJS.Signals | null): string {
  const [, library] = /error while loading shared libraries: ([^:\s]+)/.exec(wrote) ?? [];
  if (library !== undefined)
    return `${CANNOT}: the library ${library} is missing; install it, ${OR_ELSEWHERE}`;
  const [, uid] = /could not look up effective user ID (\d+)/.exec(wrote) ?? [];
  if (uid !== undefined) {
    return (
      `user ${uid} has no name on this machine, which initdb of Postgres requires: ` +
      `start this as a user with a line in /etc/passwd, ${OR_ELSEWHERE}`
    );
  }
  if (signal !== null) return `${CANNOT}: ${name} was ended by ${signal}${memoryHint(signal)}`;
  return `${name} failed: ${errorLines(wrote)}`;
}

function memoryHint(signal: NodeJS.Signals): string {
  return signal === 'SIGKILL' ? ' (out of memory?)' : `; run npm ci again, ${OR_ELSEWHERE}`;
}

/** Of all that a program wrote, what it says of the error, in one line. */
export function errorLines(wrote: string): string {
  if (/No space left on device|Check free disk space/.test(wrote)) return 'no space is left on the disk';
  const lines = wrote
    .split('\n')
    // Of the server's own lines without time and process.
    .map((line) => line.replace(/^\d{4}-\S+ \S+ \S+ \[\d+\] /, '').trim())
    .filter((line) => line !== '');
  const errors = lines.filter((line) =>
    /error|fatal|panic|detail:|hint:|could not|cannot|\*\*\*/i.test(line),
  );
  return (errors.length > 0 ? errors : lines).slice(-3).join(' | ');
}
