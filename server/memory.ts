import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

const MB = 1024 * 1024;

/**
 * How many MB this process and its children may still use: what the machine has left, swap included, or less where a
 * limit of a control group (a container's) is closer. Null where the system does not say (Linux alone does).
 */
export async function availableMemoryMb(root = '/'): Promise<number | null> {
  const machine = machineMb(await text(join(root, 'proc/meminfo')));
  if (machine === null) return null;
  const groups = await text(join(root, 'proc/self/cgroup'));
  const limits = await Promise.all(
    groups
      .split('\n')
      .filter((line) => line !== '')
      .flatMap((line) => groupFolders(line, join(root, 'sys/fs/cgroup')))
      .map(leftInGroupMb),
  );
  return Math.min(machine, ...limits);
}

function machineMb(meminfo: string): number | null {
  const kb = (name: string) =>
    Number(new RegExp(`^${name}:\\s*(\\d+) kB$`, 'm').exec(meminfo)?.[1] ?? Number.NaN);
  const available = kb('MemAvailable') + (kb('SwapFree') || 0);
  return Number.isNaN(available) ? null : Math.floor(available / 1024);
}

/** The group of a line of /proc/self/cgroup, in version 2 (`0::/a/b`) or 1 (`3:memory:/a/b`), and those above it. */
function groupFolders(line: string, mount: string): string[] {
  const [, controllers = '', path = '/'] = /^\d+:([^:]*):(.*)$/.exec(line) ?? [];
  const isMemory = controllers.split(',').includes('memory');
  if (controllers !== '' && !isMemory) return [];
  const top = isMemory ? join(mount, 'memory') : mount;
  const folders = [top];
  for (let group = path; group !== '/' && group !== '.'; group = dirname(group))
    folders.push(join(top, group));
  return folders;
}

/** Infinity where the group has no limit. Files in the cache count as free: the kernel drops them first. */
async function leftInGroupMb(folder: string): Promise<number> {
  const [max, used, stat] = await Promise.all([
    firstOf(folder, 'memory.max', 'memory.limit_in_bytes'),
    firstOf(folder, 'memory.current', 'memory.usage_in_bytes'),
    text(join(folder, 'memory.stat')),
  ]);
  const limit = Number(max || 'none');
  if (Number.isNaN(limit)) return Number.POSITIVE_INFINITY;
  const files = Number(/^(?:total_)?inactive_file (\d+)$/m.exec(stat)?.[1] ?? 0);
  return Math.floor((limit - Number(used) + files) / MB);
}

async function firstOf(folder: string, ...names: string[]): Promise<string> {
  for (const name of names) {
    const found = (await text(join(folder, name))).trim();
    if (found !== '') return found;
  }
  return '';
}

const text = (path: string) => readFile(path, 'utf8').catch(() => '');
