import { spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { withFolderLock } from '@/lib/platform/folder-lock';

let folder: string;
let lock: string;
let log: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tracker-lock-'));
  lock = join(folder, 'start.lock');
  log = join(folder, 'log');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const run = (how = '') =>
  spawn(process.execPath, ['--import', 'tsx', 'tests/support/lock-and-write.ts', lock, log, how], {
    stdio: 'inherit',
  });
const lines = () => readFileSync(log, 'utf8').trim().split('\n');

test('of several processes one has it at a time, and all get it', async () => {
  const processes = Array.from({ length: 4 }, () => run());
  await Promise.all(processes.map((child) => once(child, 'exit')));
  const written = lines();
  expect(written).toHaveLength(8);
  for (let i = 0; i < written.length; i += 2) expect(written[i + 1]).toBe(written[i]?.replace('in', 'out'));
  expect(readdirSync(folder)).toEqual(['log']);
});

test('a killed holder is no obstacle', async () => {
  const child = run('hang');
  await vi.waitFor(() => expect(existsSync(log)).toBe(true), 20_000);
  child.kill('SIGKILL');
  await once(child, 'exit');
  expect(await withFolderLock(lock, async () => 'done')).toBe('done');
});

test('the number of a process that began later does not count as its holder', async () => {
  writeFileSync(lock, JSON.stringify({ pid: process.pid, startedAt: '1', host: hostname() }));
  expect(await withFolderLock(lock, async () => 'done')).toBe('done');
});

test('a holder on another host counts while it renews the lock, and no longer', async () => {
  writeFileSync(lock, JSON.stringify({ pid: 1, startedAt: '1', host: 'another' }));
  const onWait = vi.fn();
  const waiting = withFolderLock(lock, async () => 'done', { onWait });
  await vi.waitFor(() => expect(onWait).toHaveBeenCalledOnce());
  const longAgo = new Date(Date.now() - 60_000);
  utimesSync(lock, longAgo, longAgo);
  expect(await waiting).toBe('done');
});

test('waiting ends with its signal, and what failed lets go', async () => {
  writeFileSync(lock, JSON.stringify({ pid: 1, startedAt: '1', host: 'another' }));
  const stop = new AbortController();
  const waiting = withFolderLock(lock, async () => 'done', { signal: stop.signal });
  stop.abort();
  await expect(waiting).rejects.toThrow();
  rmSync(lock);
  await expect(withFolderLock(lock, () => Promise.reject(new Error('no')))).rejects.toThrow('no');
  expect(existsSync(lock)).toBe(false);
});
