import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { text } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';

export interface Run {
  code: number | null;
  seconds: number;
  /** Resident memory, once a second, MB. */
  memory: number[];
  /** What it said last. */
  summary: string;
}

/** Runs the import in a process of its own, and kills it (SIGKILL) as soon as `killIf` says so, asked once a second. */
export async function runImport(
  file: string,
  databaseUrl: string,
  killIf: () => Promise<boolean> = async () => false,
): Promise<Run> {
  const startedMs = performance.now();
  const child = spawn(process.execPath, ['--import', 'tsx', 'scripts/import.ts', file], {
    env: { ...process.env, DATABASE_URL: databaseUrl },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let isOver = false;
  const ended = once(child, 'exit').then(([code]): number | null => {
    isOver = true;
    return code;
  });
  const words = text(child.stderr);
  const memory: number[] = [];
  while (!isOver) {
    await Promise.race([ended, sleep(1_000)]);
    const resident = await residentMb(child.pid ?? 0);
    if (resident > 0) memory.push(resident);
    if (!isOver && (await killIf())) child.kill('SIGKILL');
  }
  const summary = (await words).trim().split('\n').at(-1) ?? '';
  return { code: await ended, seconds: (performance.now() - startedMs) / 1000, memory, summary };
}

async function residentMb(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
  return Math.round(Number(/^VmRSS:\s+(\d+)/m.exec(status)?.[1] ?? 0) / 1000);
}
