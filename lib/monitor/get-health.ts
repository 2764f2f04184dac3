import { prisma } from '@/lib/db';
import { log } from '@/lib/log';
import { within } from '@/lib/within';
import type { Health } from './health';
import { judgeHealth } from './judge-health';
import { type RecentCollection, recentCollections } from './recent-collections';

const TIMEOUT_MS = 4_000;

/** How the collection and the database are, asked anew each time. Never throws: a lost database is an answer. */
export async function getHealth(nowMs = Date.now()): Promise<Health> {
  return judgeHealth(await readRecent(), nowMs);
}

async function readRecent(): Promise<RecentCollection[] | null> {
  try {
    return await within(TIMEOUT_MS, recentCollections(prisma()));
  } catch (error) {
    log().warn({ err: error }, 'health: the database does not answer');
    return null;
  }
}
