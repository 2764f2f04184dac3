import type { Pool } from 'pg';
import { enqueue } from '@/lib/outbox';
import { createToken } from '@/lib/outbox/links';
import { withTransaction } from '@/lib/platform/database';
import type { Known } from './inputs/input';

const WATCHES = 50;
const MAILS = 3_000;
const ALERTS = 5_000;
const MAIL_TEXT = 'Something was unusual. '.repeat(1_000);

/**
 * Adds what a busy installation has beside its markets: a subscriber with as many watches as he may have, thousands of
 * alerts and of emails. Returns what of it can be asked for.
 */
export async function addCrowd(
  pool: Pool,
  secret: string,
  nowMs: number,
): Promise<Pick<Known, 'markets' | 'exchanges' | 'manageToken' | 'muteToken' | 'mailId'>> {
  const { rows } = await pool.query<{ id: number; name: string; exchange: string }>(
    `SELECT d.id, d.name, d.exchange FROM dimension d JOIN dimension_stats s ON s.dimension_id = d.id ORDER BY d.id`,
  );
  const owner = await addSubscriber(pool, rows, nowMs);
  await addAlerts(pool, nowMs);
  const mails = Array.from({ length: MAILS }, (_, i) => ({
    kind: 'alert',
    priority: 1,
    to: `reader-${i}@example.com`,
    subject: `ALGO price 3.9x its average (${i})`,
    html: `<p>${MAIL_TEXT}</p>`,
    text: MAIL_TEXT,
  }));
  await withTransaction(pool, (client) => enqueue(client, mails, nowMs));
  const newest = await pool.query<{ id: string }>('SELECT max(id) AS id FROM message');
  await pool.query('ANALYZE');
  return {
    markets: rows.map(({ name }) => name),
    exchanges: [...new Set(rows.map(({ exchange }) => exchange))],
    manageToken: createToken(secret, 'manage', owner, nowMs),
    muteToken: createToken(secret, 'mute', owner, nowMs),
    mailId: newest.rows[0]?.id ?? '',
  };
}

async function addSubscriber(pool: Pool, markets: readonly { name: string }[], nowMs: number) {
  const email = 'owner@example.com';
  const { rows } = await pool.query<{ id: number; version: number }>(
    `INSERT INTO subscriber (email, email_key, status, since, confirmed_at)
     VALUES ($1, $1, 'confirmed', $2, $2) RETURNING id, version`,
    [email, new Date(nowMs)],
  );
  const owner = rows[0] ?? { id: 0, version: 0 };
  const names = markets.slice(0, WATCHES).map(({ name }) => name);
  await pool.query(
    `INSERT INTO watch (subscriber_id, metric, dimension, threshold, direction)
     SELECT $1, 'price', name, 3, 'above' FROM unnest($2::text[]) AS name`,
    [owner.id, names],
  );
  return owner;
}

async function addAlerts(pool: Pool, nowMs: number): Promise<void> {
  await pool.query(
    `INSERT INTO alert (dimension_id, metric, direction, threshold, opened_at, resolved_at, opening_value,
       opening_mean, opening_ratio, peak_ratio, peak_at, closing_value, closing_mean, quality, venues_agreeing, venues_listing)
     SELECT d.id, 'price', 'above', 3, t.at, t.at + interval '10 minutes', 4, 1, 4, 5, t.at, 1, 1, 0, 3, 4
     FROM generate_series(1, $1) AS i
     CROSS JOIN LATERAL (SELECT $2::timestamptz - i * interval '1 minute' AS at) AS t
     JOIN (SELECT id, row_number() OVER (ORDER BY id) - 1 AS n, count(*) OVER () AS all FROM dimension) AS d
       ON d.n = i % d.all`,
    [ALERTS, new Date(nowMs)],
  );
}
