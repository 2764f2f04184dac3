import type { Pool, PoolClient } from 'pg';
import { detectAlerts } from '@/lib/alerts/detect';
import { notify } from '@/lib/alerts/notify';
import { composeAlertMail } from '@/lib/outbox/messages';
import { withTransaction } from '@/lib/platform/database';
import { alertMailing } from '@/lib/subscribers/alert-mailing';
import { AT_MS, GLOBAL_THRESHOLD, type World } from './world';

const LIMITS = { threshold: GLOBAL_THRESHOLD, minTurnover: 50_000 };
const MAILING = { secret: 'a-secret-of-this-benchmark', appUrl: 'https://metrics.example.com' };

/** Puts markets, subscribers and watches into an empty database. */
export async function storeWatches(
  pool: Pool,
  dimensions: World['dimensions'],
  watches: World['watches'],
): Promise<void> {
  await pool.query(
    `INSERT INTO dimension (id, name, exchange, base, quote, first_seen_at, last_seen_at)
     SELECT id, name, exchange, base, quote, now(), now()
     FROM jsonb_to_recordset($1) AS d (id int, name text, exchange text, base text, quote text)`,
    [JSON.stringify(dimensions)],
  );
  await pool.query(
    `INSERT INTO subscriber (id, email, email_key, status, since)
     SELECT id, 'reader' || id || '@example.com', 'reader' || id || '@example.com', 'confirmed', now()
     FROM generate_series(1, (SELECT max((w->>'subscriberId')::int) FROM jsonb_array_elements($1) w)) AS id`,
    [JSON.stringify(watches)],
  );
  await pool.query(
    `INSERT INTO watch (subscriber_id, metric, dimension, threshold, direction)
     SELECT "subscriberId", metric, dimension, threshold, direction FROM jsonb_to_recordset($1)
       AS w ("subscriberId" int, metric text, dimension text, threshold float8, direction text)`,
    [JSON.stringify(watches)],
  );
  await pool.query('VACUUM ANALYZE');
}

export interface Stored {
  detectMs: number;
  notifyMs: number;
  commitMs: number;
  messages: number;
}

/** From a slot's statistics to committed messages, as a collection does it. What it wrote is then taken away. */
export async function storedRound(
  pool: Pool,
  { stats, previous, metrics }: Pick<World, 'stats' | 'previous' | 'metrics'>,
): Promise<Stored> {
  const slot = { atMs: AT_MS, intervalMs: 300_000, metrics, previous, stats, restarted: new Set<number>() };
  const times = [performance.now()];
  const mark = () => times.push(performance.now());
  const messages = await withTransaction(
    pool,
    async (client: PoolClient) => {
      const detected = await detectAlerts(client, slot, LIMITS);
      mark();
      const sent = await notify(client, detected, slot, alertMailing(MAILING, composeAlertMail), AT_MS);
      mark();
      return sent;
    },
    120_000,
  );
  mark();
  const [begin = 0, detected = 0, notified = 0, committed = 0] = times;
  await pool.query(
    'TRUNCATE alert, watched_series, notification, notified_base, alert_mail, message CASCADE',
  );
  return {
    detectMs: detected - begin,
    notifyMs: notified - detected,
    commitMs: committed - notified,
    messages,
  };
}
