import { vi } from 'vitest';
import { withTransaction } from '@/lib/platform/database';
import { lockStatistics, type Metric, refreshStatistics } from '@/lib/series';
import { readMetrics } from '@/lib/series/postgres/registry';
import { testDatabase } from '@/tests/support/database';
import type { LoopbackExchange } from '@/tests/support/exchange/server';
import { type Quote, startSyntheticExchange, type Venue } from '@/tests/support/exchange/synthetic';
import { calm, calmMarkets } from '@/tests/support/quality-world';
import { type AcceptedMail, startResend } from '@/tests/support/resend/server';
import { serveApi } from '@/tests/support/server';

export const APP_URL = 'https://metrics.test';
const SECRET = 'a-secret-of-16-characters';
const START_MS = Date.UTC(2026, 10, 24, 6);
const INTERVAL_MS = 300_000;
const SLOTS_A_DAY = 288;

/** By `venue:BASE` or `BASE`: times its usual price, or what else differs; null: it is not there. */
export type Markets = Record<string, number | Partial<Quote> | null>;

/**
 * The API over HTTP with collections from loopback exchanges, a mail provider that keeps what it is sent, and a clock
 * that moves by slots of 5 minutes. All markets have been calm for a day.
 */
export async function openAlerts(venues: readonly Venue[], bases: readonly string[], more: Extra = {}) {
  vi.useFakeTimers({ toFake: ['Date'], now: START_MS });
  const database = await testDatabase();
  const resend = await startResend(Date.now);
  let slot = 0;
  let markets: Markets = {};
  const atMs = () => START_MS + slot * INTERVAL_MS;
  const exchanges: LoopbackExchange[] = [];
  const sourceUrls: Record<string, string> = {};
  for (const venue of venues) {
    const quotes = () =>
      quotesOf(venue, bases, markets, { slot, atMs: atMs(), lists: more.lists?.[venue] ?? bases });
    const exchange = await startSyntheticExchange(venue, { quotes, nowMs: atMs });
    exchanges.push(exchange);
    sourceUrls[venue] = exchange.origin;
  }
  const server = await serveApi(database.url, {
    APP_URL,
    APP_SECRET: SECRET,
    CRON_SECRET: SECRET,
    MAIL_FROM: 'Tracker <alerts@metrics.test>',
    RESEND_API_KEY: 're_alerts',
    RESEND_BASE_URL: resend.origin,
    RESEND_REQUESTS_PER_SECOND: '1000',
    SOURCES: venues.join(),
    SOURCE_URLS: JSON.stringify(sourceUrls),
    TRUST_PROXY: '127.0.0.1',
  });
  let clients = 0;
  const send = (method: string, path: string, body?: unknown) =>
    fetch(`${server.origin}/api${path}`, {
      method,
      headers: {
        authorization: `Bearer ${SECRET}`,
        'x-forwarded-for': `198.51.100.${++clients % 250}`,
        ...(body !== undefined && { 'content-type': 'application/json' }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });

  async function expectOk(answer: Promise<Response>) {
    const response = await answer;
    const body = await response.json();
    if (!response.ok) throw new Error(`${response.status}: ${JSON.stringify(body)}`);
    return body;
  }

  async function collect(): Promise<void> {
    vi.setSystemTime(atMs());
    const { state } = await expectOk(send('GET', '/cron/collect'));
    if (state !== 'collected') throw new Error(`slot ${slot}: ${state}`);
    await expectOk(send('GET', '/cron/deliver'));
    slot++;
  }

  const mails = (to: string) =>
    resend.accepted.filter((mail) => mail.to.includes(to) && !/Confirm your address/.test(mail.subject));

  const world = {
    pool: database.pool,
    send,
    /** Collects and delivers so many slots with these markets, the others being calm. */
    async run(slots: number, changed: Markets = {}): Promise<void> {
      markets = changed;
      for (let i = 0; i < slots; i++) await collect();
    },
    /** Lets slots pass without a collection. */
    skip(slots: number) {
      slot += slots;
    },
    nowMs: atMs,
    /** Signs up, opens the link of the mail, presses its button. */
    async subscribe(email: string, watches?: object[], timeZone?: string): Promise<void> {
      await expectOk(
        send('POST', '/emails', { email, ...(watches && { watches }), ...(timeZone && { timeZone }) }),
      );
      await expectOk(send('GET', '/cron/deliver'));
      const mail = resend.accepted.filter(({ to }) => to.includes(email)).at(-1);
      await expectOk(send('POST', '/emails/confirm', { token: tokenIn(mail, 'confirm') }));
    },
    /** Presses the button that mail programs offer (RFC 8058). */
    async oneClick(mail: AcceptedMail | undefined): Promise<void> {
      const address = /<([^>]+)>/.exec(mail?.headers['List-Unsubscribe'] ?? '')?.[1] ?? '';
      const body = new URLSearchParams({ 'List-Unsubscribe': 'One-Click' });
      await expectOk(fetch(address.replace(APP_URL, server.origin), { method: 'POST', body }));
    },
    mails,
    subjects: (to: string) => mails(to).map(({ subject }) => subject),
    async end() {
      await Promise.all(exchanges.map((exchange) => exchange.close()));
      await server.close();
      await resend.close();
      await database.drop();
      vi.useRealTimers();
    },
  };
  await world.run(1);
  await copyBack(database.pool);
  await world.run(1);
  return world;
}

interface Extra {
  /** Bases by venue, where it does not list all. */
  lists?: Partial<Record<Venue, readonly string[]>>;
}

export type AlertWorld = Awaited<ReturnType<typeof openAlerts>>;

/** The token of the link to a page in a mail. */
export function tokenIn(mail: AcceptedMail | undefined, page: string): string {
  return new RegExp(`/${page}\\?token=([\\w.-]+)`).exec(mail?.text ?? '')?.[1] ?? 'no such link';
}

function quotesOf(
  venue: Venue,
  bases: readonly string[],
  markets: Markets,
  { slot, atMs, lists }: { slot: number; atMs: number; lists: readonly string[] },
): Quote[] {
  const own = bases.flatMap((base) => {
    if (!lists.includes(base)) return [];
    const change = markets[`${venue}:${base}`] ?? markets[base];
    const asked = `${venue}:${base}` in markets ? markets[`${venue}:${base}`] : change;
    if (asked === null) return [];
    if (typeof asked === 'number') return [calm(base, { slot, atMs, factor: asked })];
    return [calm(base, { slot, atMs }, asked ?? {})];
  });
  return [...own, ...calmMarkets(25, { slot, atMs })];
}

/** Every market's only observation again at each slot of the 24 hours before it. */
async function copyBack(pool: AlertWorld['pool']): Promise<void> {
  await withTransaction(pool, async (client) => {
    await lockStatistics(client);
    await client.query(
      `INSERT INTO observation (dimension_id, at, values)
       SELECT dimension_id, at - make_interval(secs => $1 * n), values
       FROM observation CROSS JOIN generate_series(1, $2) AS n`,
      [INTERVAL_MS / 1000, SLOTS_A_DAY],
    );
    const { rows } = await client.query<{ id: number }>('SELECT id FROM dimension ORDER BY id');
    const metrics: Metric[] = await readMetrics(pool);
    const ids = Int32Array.from(rows, ({ id }) => id);
    await refreshStatistics(client, ids, metrics, { slotMs: START_MS, intervalMs: INTERVAL_MS });
  });
}
