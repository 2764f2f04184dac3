import type { Pool } from 'pg';
import type { FakeResend } from '@/tests/support/resend/server';

interface Person {
  email: string;
  /** What the sign-up was answered; null where it was not. */
  signedUp: number | null;
  confirmed: number | null;
}

/** Those who watch from the first slot on: everything, one metric, one market, what falls. */
export async function seatWatchers(pool: Pool): Promise<void> {
  await pool.query(
    `WITH seated AS (
       INSERT INTO subscriber (email, email_key, status, since, confirmed_at)
       SELECT mail, mail, 'confirmed', to_timestamp(0), to_timestamp(0)
       FROM (SELECT 'watcher' || n || '@example.com' AS mail FROM generate_series(1, 4) AS n) AS mails
       RETURNING id, email)
     INSERT INTO watch (subscriber_id, metric, dimension, threshold, direction)
     SELECT id, metric, dimension, threshold, direction
     FROM (VALUES ('watcher1@example.com', NULL, NULL, 3, 'above'), ('watcher2@example.com', 'volume', NULL, 2, 'above'),
                  ('watcher3@example.com', 'price', '*:COIN1-*', 1.5, 'above'), ('watcher4@example.com', 'price', NULL, 2, 'below'))
       AS wanted (email, metric, dimension, threshold, direction) JOIN seated USING (email)`,
  );
}

/** Those who sign up during a day, and confirm by the link that they are sent. */
export class People {
  readonly all: Person[] = [];

  constructor(readonly resend: FakeResend) {}

  async signUp(origin: string, slot: number): Promise<void> {
    const email = `reader${slot}@example.com`;
    const signedUp = await post(`${origin}/api/emails`, { email });
    this.all.push({ email, signedUp, confirmed: null });
  }

  /** Whoever has a mail and has not followed its link yet. */
  async confirm(origin: string): Promise<void> {
    for (const person of this.all) {
      if (person.confirmed === 200) continue;
      const mail = this.resend.accepted.find(({ to }) => to.includes(person.email));
      const token = /\/confirm\?token=([\w.-]+)/.exec(mail?.text ?? '')?.[1];
      if (token !== undefined) person.confirmed = await post(`${origin}/api/emails/confirm`, { token });
    }
  }
}

async function post(url: string, body: object): Promise<number | null> {
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(8_000),
    });
    await response.body?.cancel();
    return response.status;
  } catch {
    return null;
  }
}
