import { z } from 'zod';

const report = z.object({
  userLimits: z.object({ open_files: z.object({ soft: z.union([z.number(), z.literal('unlimited')]) }) }),
});

/** More would cost more memory than they are worth: an idle connection takes about 10 KB. */
const MAX_CONNECTIONS = 8_192;

/** How many file descriptors this process may have open, as `ulimit -n` says; Infinity where there is no limit. */
export function descriptorLimit(): number {
  const { success, data } = report.safeParse(process.report.getReport());
  const soft = success ? data.userLimits.open_files.soft : 'unlimited';
  return soft === 'unlimited' ? Number.POSITIVE_INFINITY : soft;
}

/**
 * How many clients may be connected at once, of `limit` file descriptors. The other half is for Postgres, for the
 * exchanges and for files: a process without descriptors cannot do anything.
 */
export function maxConnections(limit: number): number {
  return Math.max(1, Math.min(MAX_CONNECTIONS, Math.floor(limit / 2)));
}
