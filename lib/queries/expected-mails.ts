import { group } from 'd3-array';
import type { Pool } from 'pg';
import { DAY_MS } from '@/lib/model/time';
import { pool as ownPool } from '@/lib/platform/database';
import { env } from '@/lib/platform/env';
import { type SeriesReader, type Snapshot, seriesReader } from '@/lib/series';

const WEEK_MS = 7 * DAY_MS;
/** Beyond them the number is not worth the memory. */
const MOST = 20_000;
/** A day has so many mails, and one for the rest of it. */
const MAX_A_DAY = 25;

interface Span {
  metric: string;
  base: string;
  opened: Date;
  resolved: Date | null;
}

const kept = new WeakMap<Snapshot, Promise<Map<string, number>>>();

/**
 * By metric: how many mails somebody got within the last 7 days who watches it on all markets, above the threshold of this
 * installation. From the alerts that there were; metrics without any are absent. Read once a collection.
 */
export async function expectedMails(
  reader: SeriesReader = seriesReader(),
  pool: Pool = ownPool(),
): Promise<ReadonlyMap<string, number>> {
  const snapshot = await reader.snapshot();
  const known = kept.get(snapshot);
  if (known !== undefined) return known;
  const made = read(pool, snapshot.collection?.slotMs ?? 0);
  kept.set(snapshot, made);
  made.catch(() => kept.delete(snapshot));
  return made;
}

async function read(pool: Pool, slotMs: number): Promise<Map<string, number>> {
  const { rows } = await pool.query<Span>(
    `SELECT a.metric, d.base, a.opened_at AS opened, a.resolved_at AS resolved
     FROM alert a JOIN dimension d ON d.id = a.dimension_id
     WHERE a.direction = 'above' AND a.threshold = $1 AND a.opened_at > $2 ORDER BY a.opened_at LIMIT $3`,
    [env().alertThreshold, new Date(slotMs - WEEK_MS), MOST],
  );
  return new Map(
    Array.from(
      group(rows, ({ metric }) => metric),
      ([metric, own]) => [metric, mailsFor(own)],
    ),
  );
}

/** A coin is told once as its first market begins and once as its last one ends; what falls together is one mail. */
export function mailsFor(spans: readonly Omit<Span, 'metric'>[]): number {
  const moments = new Set<number>();
  for (const [, own] of group(spans, ({ base }) => base)) {
    let endMs = Number.NEGATIVE_INFINITY;
    for (const { opened, resolved } of own) {
      if (opened.getTime() > endMs) {
        if (Number.isFinite(endMs)) moments.add(endMs);
        moments.add(opened.getTime());
      }
      endMs = Math.max(endMs, resolved?.getTime() ?? Number.POSITIVE_INFINITY);
    }
    if (Number.isFinite(endMs)) moments.add(endMs);
  }
  const days = group(moments, (at) => Math.floor(at / DAY_MS));
  return [...days.values()].reduce((sum, { length }) => sum + Math.min(length, MAX_A_DAY), 0);
}
