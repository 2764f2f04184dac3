import { setTimeout as sleep } from 'node:timers/promises';
import type { Pool } from 'pg';
import type { Attack, Target } from '@/tests/attack/attack';
import { newestSlot, slotAfter } from '@/tests/attack/slots';
import { levelsOf } from '@/tests/support/alerts/jumping-market';
import { VENUES } from '@/tests/support/exchange/synthetic';

const SUBSCRIBERS = 20;
/** Below it a series has no baseline, and raises no alert. */
const BASELINE_SLOTS = 13;
const SLOTS_WATCHED = 3;
const PATIENCE_MS = 30_000;
/** Of one collection: CONTRIBUTING.md. */
const MAX_OPENINGS = 2_000;

/** Twenty people who confirmed 50 levels each, and a market in which every price is four times as high. */
export const twentySubscribers: Attack = {
  name: 'twenty subscribers with 1,000 levels while every market jumps',
  async run(target) {
    const { pool, exchanges } = target;
    await subscribe(pool);
    await baseline(target);
    const beforeMs = await newestSlot(pool);
    try {
      for (const venue of VENUES) {
        exchanges.change.set(venue, (quotes) =>
          // With their turnover: one that no price of the day explains is rejected, and a market without one alerts nobody.
          quotes.map((quote) => ({
            ...quote,
            last: 4 * Number(quote.last),
            quoteVolume: 4 * Number(quote.quoteVolume),
          })),
        );
      }
      let slotMs = beforeMs;
      for (let n = 0; n < SLOTS_WATCHED; n++) slotMs = await slotAfter(pool, slotMs, PATIENCE_MS);
      return await faultsSince(pool, beforeMs);
    } finally {
      exchanges.change.clear();
      await pool.query(`DELETE FROM subscriber WHERE email LIKE 'level%@example.com'`);
    }
  },
};

async function subscribe(pool: Pool): Promise<void> {
  const watches = Array.from({ length: SUBSCRIBERS }, (_, n) =>
    levelsOf(n).map((level) => ({ email: `level${n}@example.com`, level })),
  ).flat();
  await pool.query(
    `WITH watches AS (SELECT * FROM jsonb_to_recordset($1) AS w (email text, level float8)),
          subscribers AS (
            INSERT INTO subscriber (email, email_key, status, since)
            SELECT DISTINCT email, email, 'confirmed', now() FROM watches RETURNING id, email)
     INSERT INTO watch (subscriber_id, threshold, direction)
     SELECT s.id, w.level, 'above' FROM watches w JOIN subscribers s USING (email)`,
    [JSON.stringify(watches)],
  );
}

async function baseline({ pool }: Target): Promise<void> {
  for (;;) {
    const { rowCount } = await pool.query(
      'SELECT FROM collection WHERE closed_at IS NOT NULL AND observations > 0',
    );
    if ((rowCount ?? 0) >= BASELINE_SLOTS) return;
    await sleep(1000);
  }
}

async function faultsSince(pool: Pool, beforeMs: number): Promise<string[]> {
  const since = [new Date(beforeMs)];
  const failed = await pool.query<{ error: string }>(
    'SELECT alerts_error AS error FROM collection WHERE slot > $1 AND alerts_error IS NOT NULL',
    since,
  );
  const opened = await pool.query<{ n: number }>(
    'SELECT count(*)::int AS n FROM alert WHERE opened_at > $1 GROUP BY opened_at ORDER BY n DESC LIMIT 1',
    since,
  );
  const told = await pool.query<{ n: number }>(
    `SELECT count(*)::int AS n FROM alert_mail m JOIN subscriber s ON s.id = m.subscriber_id
     WHERE m.at > $1 AND s.email LIKE 'level%' GROUP BY m.subscriber_id`,
    since,
  );
  const most = opened.rows[0]?.n ?? 0;
  return [
    ...failed.rows.map(({ error }) => `the alerts of a slot failed: ${error}`),
    ...(most === 0 ? ['no alert opened'] : []),
    ...(most > MAX_OPENINGS ? [`${most} alerts opened in one slot`] : []),
    ...(told.rowCount === SUBSCRIBERS ? [] : [`${told.rowCount} of ${SUBSCRIBERS} subscribers got an email`]),
  ];
}
