import { prisma } from '@/lib/db';
import { log } from '@/lib/log';
import { readBacklog } from '@/lib/outbox';
import { within } from '@/lib/within';
import { readClockTroubles } from './clock-trouble';
import type { Health } from './health';
import { type Found, judgeHealth } from './judge-health';
import { recentCollections } from './recent-collections';

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
