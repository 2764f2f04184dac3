import { existsSync } from 'node:fs';
import { mkdir, rmdir, writeFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { fire } from '@/bench/load/fire';
import type { Server } from './servers';
import type { Row } from './table';
import { collectOne, INTERVAL_MS, METRIC, type World } from './world';

const PERIOD_US = 10_000;
const QUOTA_US = PERIOD_US / 10;
/** Those that somebody looks at. */
const MARKETS = 100;
/** The first collection closes so long after the start, the others at the usual interval. */
const FIRST_MS = 20_000;

/**
 * 20 reads a second from a server that has a tenth of a core, while this process closes a collection every five minutes:
 * then all is cold, and the server reads the new statistics.
 */
export async function tenthRow(world: World, server: Server, minutes: number): Promise<Row> {
  const row = {
    what: `20 requests/s for ${minutes} min on a tenth of a core`,
    against: 'the old load test',
    theirs: 'fell over',
    aim: { factor: 100, is: 'below' as const },
  };
  const every = Math.max(1, Math.floor(world.dimensions.length / MARKETS));
  const paths = world.dimensions
    .filter((_, i) => i % every === 0)
    .map((dimension) => `/api/metrics?metric=${METRIC}&dimension=${encodeURIComponent(dimension)}`);
  const reads = { origin: server.origin, paths, connections: 10 };
  // A process that serves has compiled its code long ago.
  await fire({ ...reads, seconds: 10, rate: 20 });
  const release = await hold(server.pid).catch(() => null);
  if (release === null) {
    return { ...row, ours: '-', ratio: Number.NaN, note: 'no cgroup can be written here' };
  }
  const ended = new AbortController();
  const collecting = collectUntil(ended.signal, world);
  try {
    const { latencyMs, failed, sent } = await fire({ ...reads, seconds: minutes * 60, rate: 20 });
    return {
      ...row,
      ours: `p99 ${latencyMs.p99} ms, p50 ${latencyMs.p50} ms, ${failed} of ${sent} failed`,
      // So that the aim reads as it is meant: below 100 ms.
      ratio: failed > 0 ? Number.POSITIVE_INFINITY : latencyMs.p99,
      note: 'the figure and the aim are ms at p99',
    };
  } finally {
    ended.abort();
    await release();
    await collecting;
  }
}

async function collectUntil(signal: AbortSignal, world: World): Promise<void> {
  for (let waitMs = FIRST_MS; !signal.aborted; waitMs = INTERVAL_MS) {
    await sleep(waitMs, undefined, { signal }).catch(() => undefined);
    if (!signal.aborted) await collectOne(world);
  }
}

/** Puts a process and all its threads under the quota; answers how to let it go. Throws where that is not allowed. */
async function hold(pid: number): Promise<() => Promise<void>> {
  const isOld = existsSync('/sys/fs/cgroup/cpu');
  const parent = isOld ? '/sys/fs/cgroup/cpu' : '/sys/fs/cgroup';
  const group = `${parent}/tracker-bench-${process.pid}`;
  await mkdir(group);
  if (isOld) {
    await writeFile(`${group}/cpu.cfs_period_us`, String(PERIOD_US));
    await writeFile(`${group}/cpu.cfs_quota_us`, String(QUOTA_US));
  } else {
    await writeFile(`${group}/cpu.max`, `${QUOTA_US} ${PERIOD_US}`);
  }
  await writeFile(`${group}/cgroup.procs`, String(pid));
  return async () => {
    await writeFile(`${parent}/cgroup.procs`, String(pid));
    await rmdir(group);
  };
}
