import { readClockTroubles, recentCollections } from '@/lib/incidents';
import { readBacklog } from '@/lib/outbox';
import { prisma } from '@/lib/platform/database';
import { log } from '@/lib/platform/log';
import { within } from '@/lib/platform/within';
import type { Health } from './health';
import { type Found, judgeHealth } from './judge-health';

const TIMEOUT_MS = 4_000;

/** How the collection and the database are, asked anew each time. Never throws: a lost database is an answer. */
export async function getHealth(warnings: string[] = [], nowMs = Date.now()): Promise<Health> {
  return judgeHealth(await read(), nowMs, warnings);
}

async function read(): Promise<Found | null> {
  try {
    const reads = Promise.all([
      recentCollections(prisma()),
      readBacklog(prisma()),
      readClockTroubles(prisma()),
    ]);
    const [recent, backlog, clocks] = await within(TIMEOUT_MS, reads);
    return { recent, backlog, clocks };
  } catch (error) {
    log().warn({ err: error }, 'health: the database does not answer');
    return null;
  }
}
