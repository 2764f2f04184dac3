import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { runProgram } from '@/server/child';
import { availableMemoryMb } from '@/server/memory';

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'tracker-memory-'));
});
afterEach(() => rmSync(root, { recursive: true }));

function write(files: Record<string, string>): void {
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, name)), { recursive: true });
    writeFileSync(join(root, name), text);
  }
}

const MB = 1024 * 1024;
const MACHINE = {
  'proc/meminfo': 'MemTotal:        2000000 kB\nMemAvailable:    1024000 kB\nSwapFree:         512000 kB\n',
};

test('what the machine has left, with its swap', async () => {
  write({ ...MACHINE, 'proc/self/cgroup': '0::/\n' });
  expect(await availableMemoryMb(root)).toBe(1500);
});

test('is unknown where there is no /proc', async () => {
  expect(await availableMemoryMb(root)).toBeNull();
});

test('the limit of a container, or of any group above, counts where it is closer', async () => {
  write({
    ...MACHINE,
    'proc/self/cgroup': '0::/system.slice/tracker.service\n',
    'sys/fs/cgroup/system.slice/memory.max': `${700 * MB}\n`,
    'sys/fs/cgroup/system.slice/memory.current': `${300 * MB}\n`,
    'sys/fs/cgroup/system.slice/memory.stat': `anon 1\ninactive_file ${100 * MB}\n`,
    'sys/fs/cgroup/system.slice/tracker.service/memory.max': 'max\n',
    'sys/fs/cgroup/system.slice/tracker.service/memory.current': `${300 * MB}\n`,
  });
  expect(await availableMemoryMb(root)).toBe(500);
});

test('the same by the first version of control groups', async () => {
  write({
    ...MACHINE,
    'proc/self/cgroup': '5:cpu,cpuacct:/docker/x\n4:memory:/docker/x\n',
    'sys/fs/cgroup/memory/memory.limit_in_bytes': '9223372036854771712\n',
    'sys/fs/cgroup/memory/memory.usage_in_bytes': '1\n',
    'sys/fs/cgroup/memory/docker/x/memory.limit_in_bytes': `${900 * MB}\n`,
    'sys/fs/cgroup/memory/docker/x/memory.usage_in_bytes': `${100 * MB}\n`,
  });
  expect(await availableMemoryMb(root)).toBe(800);
});

test.each([
  ['is killed', 'process.kill(process.pid, "SIGKILL")'],
  [
    'has a killed worker',
    'console.error("worker exited with code: null and signal: SIGKILL"); process.exit(1)',
  ],
  [
    'has no more heap',
    `const grow = 'const all = []; for (;;) all.push(new Array(1e5).fill({}))';
     require('child_process').spawnSync(process.execPath, ['--max-old-space-size=30', '-e', grow], { stdio: 'inherit' });
     process.exit(1)`,
  ],
])('a program that %s was short of memory, in one line', async (_, code) => {
  write({ 'program.js': code });
  const ran = runProgram(
    'the program',
    join(root, 'program.js'),
    [],
    new AbortController().signal,
    'add memory',
  );
  await expect(ran).rejects.toThrow(/^the program was killed \(out of memory\?\): add memory$/);
});

test('any other failure is shown as the program wrote it', async () => {
  write({ 'program.js': 'console.error("no such page"); process.exit(2)' });
  const ran = runProgram(
    'the program',
    join(root, 'program.js'),
    [],
    new AbortController().signal,
    'add memory',
  );
  await expect(ran).rejects.toThrow('the program failed (2):\nno such page');
});
