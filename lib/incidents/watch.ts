import type { Pool } from 'pg';
import { z } from 'zod';
import { pool } from '@/lib/platform/database';
import { env } from '@/lib/platform/env';
import { log } from '@/lib/platform/log';
import { type DirectMemory, directMemory, isFull, judgeDirect } from './direct-watch';
import { composeNotices } from './notices/compose';
import { direct } from './notices/direct';
import { type WatchSettings, watchInDatabase } from './watch-in-database';

/** What `GET /cron/watch` answers. */
export const watchedSchema = z
  .object({
    database: z.enum(['reachable', 'unreachable']),
    notices: z.array(z.string()).meta({ description: 'The subjects of the notices that the operator gets.' }),
  })
  .meta({ id: 'Watched', description: 'What one look at the service has found.' });

export type Watched = z.output<typeof watchedSchema>;

/**
 * Looks at everything that can be in trouble, and tells the operator what has begun, what still lasts and what is
 * over, each once, however many processes look at the same time. To be called after each collection, and every minute
 * or so beside, since an overdue collection cannot report itself. A lost database is told past it, and not thrown.
 */
export async function watch(
  nowMs = Date.now(),
  database: Pool = pool(),
  settings: WatchSettings = env(),
  memory: DirectMemory = directMemory(),
): Promise<Watched> {
  const { sources, appUrl, dataDir, operatorEmail } = settings;
  const context = { nowMs, sources: sources.length, appUrl };
  // Before its own work, which takes a connection too.
  const isWaitedFor = isFull(database) && database.waitingCount > 0;
  const notices = await watchInDatabase(database, settings, nowMs);
  const observation = {
    reachable: notices !== null,
    exhausted: isWaitedFor || (notices === null && isFull(database)),
    connections: database.totalCount,
  };
  const directNotices = composeNotices(judgeDirect(observation, memory, nowMs), context);
  const sender = direct(log(), dataDir, operatorEmail, nowMs);
  for (const notice of directNotices) await sender.send(notice);
  return {
    database: notices === null ? 'unreachable' : 'reachable',
    notices: [...(notices ?? []), ...directNotices].map(({ subject }) => subject),
  };
}
