import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Pool } from 'pg';
import type { DirectMemory } from '@/lib/incidents/direct-watch';
import { watch } from '@/lib/incidents/watch';
import { collectAt } from './collector';

/** Settings of a watch; the folder does not exist, so that the disk of the machine at hand plays no part. */
export function watchSettings(sources: readonly string[]) {
  return {
    sources: [...sources],
    sourceTimeoutSeconds: 10,
    collectIntervalSeconds: 300,
    dataDir: join(tmpdir(), 'no-such-folder'),
    diskFullPercent: 90,
    appUrl: 'https://metrics.example.com',
    operatorEmail: 'operator@example.com' as string | undefined,
  };
}

export interface Monitored {
  pool: Pool;
  sourceUrls: Record<string, string>;
  settings: ReturnType<typeof watchSettings>;
  memory: DirectMemory;
}

/** One slot as the product does it: the collection, and what looks at it afterwards. The subjects that were told. */
export async function slotAt(
  { pool, sourceUrls, settings, memory }: Monitored,
  nowMs: number,
): Promise<string[]> {
  await collectAt({ pool, sourceUrls, nowMs, timeoutMs: settings.sourceTimeoutSeconds * 1000 });
  return (await watch(nowMs, pool, settings, memory)).notices;
}
