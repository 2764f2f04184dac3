import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { METRICS } from '@/lib/model/metrics';
import { MINUTE_MS } from '@/lib/model/time';
import { withTransaction } from '@/lib/platform/database';
import { readStats } from '@/lib/series';
import { collectAt } from '@/tests/support/collector';
import { type TestDatabase, testDatabase } from '@/tests/support/database';
import { startRecordedExchange } from '@/tests/support/exchange/recorded-exchange';
import { type LoopbackExchange, startExchange } from '@/tests/support/exchange/server';

const SLOT_MS = Date.UTC(2026, 10, 24, 12, 0);

let exchanges: Record<string, LoopbackExchange>;
let sourceUrls: Record<string, string>;
let database: TestDatabase;

beforeAll(async () => {
  exchanges = {
    okx: await startRecordedExchange('okx'),
    kucoin: await startRecordedExchange('kucoin'),
    coinbaseexchange: await startRecordedExchange('coinbaseexchange'),
  };
  sourceUrls = Object.fromEntries(Object.entries(exchanges).map(([id, { origin }]) => [id, origin]));
});

afterAll(async () => {
  await Promise.all(Object.values(exchanges).map((exchange) => exchange.close()));
});

beforeEach(async () => {
  database = await testDatabase();
});

afterEach(() => database.drop());

const collect = (nowMs = SLOT_MS) => collectAt({ pool: database.pool, sourceUrls, nowMs });

/** Everything that a collection stores, but for times and ids of the run itself. */
async function stored() {
  const one = async (sql: string) => (await database.pool.query(sql)).rows;
  return {
    observations: await one(
      'SELECT d.name, o.at, o.values FROM observation o JOIN dimension d ON d.id = o.dimension_id ORDER BY 1, 2',
    ),
    stats: await one(
      `SELECT d.name, s.at, s.latest, s.count, s.mean, s.stddev_rank, s.quality, s.venues_listing
       FROM dimension_stats s JOIN dimension d ON d.id = s.dimension_id ORDER BY 1`,
    ),
    sources: await one(
      'SELECT exchange, state, stored, refused FROM source_run ORDER BY collection_id, exchange',
    ),
    open: await one('SELECT slot FROM collection WHERE closed_at IS NULL'),
  };
}

describe('a slot', () => {
  test('is collected once by any number of calls at once, and answers that it is done afterwards', async () => {
    const outcomes = await Promise.all([collect(), collect(), collect(SLOT_MS + MINUTE_MS)]);
    expect(outcomes.map(({ state }) => state).sort()).toEqual(['busy', 'busy', 'collected']);
    expect((await collect(SLOT_MS + 4 * MINUTE_MS)).state).toBe('done');
    const { rows } = await database.pool.query('SELECT slot, closed_at FROM collection');
    expect(rows).toEqual([{ slot: new Date(SLOT_MS), closed_at: expect.any(Date) }]);
  });

  test('is followed by the next one, whose baseline is the slot before', async () => {
    await collect();
    const next = await collect(SLOT_MS + 5 * MINUTE_MS);
    expect(next.state).toBe('collected');
    const { rows } = await database.pool.query<{ id: number }>(
      `SELECT id FROM dimension WHERE name = 'okx:BTC-USDT'`,
    );
    const stats = await withTransaction(database.pool, (client) => readStats(client, METRICS.length));
    const row = stats.dimensionIds.indexOf(rows[0]?.id ?? 0);
    const cell = row * METRICS.length;
    expect(stats.atMs[row]).toBe(SLOT_MS + 5 * MINUTE_MS);
    expect([stats.count[cell], stats.mean[cell]]).toEqual([1, stats.latest[cell]]);
  });

  test('keeps what one source says when another fails, and says why that one did', async () => {
    await collect();
    const broken = await startExchange({});
    broken.reply('*', { status: 502, body: '<html>Bad Gateway</html>' });
    const urls = { ...sourceUrls, okx: broken.origin };
    const nowMs = SLOT_MS + 5 * MINUTE_MS;
    const outcome = await collectAt({ pool: database.pool, sourceUrls: urls, nowMs, timeoutMs: 2_000 });
    await broken.close();
    if (outcome.state !== 'collected') throw new Error(outcome.state);
    expect(outcome.sources.map(({ exchange, state }) => [exchange, state])).toEqual([
      ['okx', 'failed'],
      ['kucoin', 'accepted'],
      ['coinbaseexchange', 'accepted'],
    ]);
    expect(outcome.sources[0]?.reason).toContain('502');
    const { rows } = await database.pool.query(
      `SELECT DISTINCT s.at FROM dimension_stats s JOIN dimension d ON d.id = s.dimension_id
       WHERE d.exchange = 'okx'`,
    );
    expect(rows).toEqual([{ at: new Date(SLOT_MS) }]);
  });
});

/** Spawns a collector that dies when `step` begins; answers the signal it died of. */
async function collectAndDieAt(step: string, nowMs: number): Promise<NodeJS.Signals | null> {
  const child = spawn(process.execPath, ['--import', 'tsx', 'tests/support/collect-and-die.ts'], {
    env: {
      ...process.env,
      DATABASE_URL: database.url,
      KILL_AT: step,
      NOW_MS: String(nowMs),
      EXCHANGE_URLS: JSON.stringify(sourceUrls),
    },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const [errors, [, signal]] = await Promise.all([text(child.stderr), once(child, 'exit')]);
  if (signal !== 'SIGKILL') throw new Error(`the collector did not die at "${step}": ${errors}`);
  return signal;
}

/** The time that a crashed process's lease takes to expire; a second more, since Postgres may round "now" up. */
const letTheLeaseExpire = () =>
  database.pool.query(`UPDATE lease SET expires_at = now() - interval '1 second'`);

const STEPS = [
  'lease',
  'open',
  'read sources',
  'identify',
  'begin',
  'judge',
  'append',
  'slide',
  'write statistics',
  'alerts',
  'close',
  'commit',
  'release',
];

describe('a collector that is killed', () => {
  let whole: Awaited<ReturnType<typeof stored>>;

  beforeEach(async () => {
    const undisturbed = database;
    await collect();
    await collect(SLOT_MS + 5 * MINUTE_MS);
    whole = await stored();
    await undisturbed.drop();
    database = await testDatabase();
    await collect();
  });

  test.each(STEPS)(
    'as "%s" begins leaves no torn slot, and the next run of the slot completes it',
    async (step) => {
      const nowMs = SLOT_MS + 5 * MINUTE_MS;
      const steps: string[] = [];
      await collectAndDieAt(step, nowMs);
      const torn = await database.pool.query(
        `SELECT FROM observation o JOIN collection c ON c.slot = o.at WHERE c.closed_at IS NULL`,
      );
      expect(torn.rowCount).toBe(0);
      await letTheLeaseExpire();
      const again = await collectAt({
        pool: database.pool,
        sourceUrls,
        nowMs,
        onStep: (each) => {
          steps.push(each);
        },
      });
      expect(again.state).toBe(step === 'release' ? 'done' : 'collected');
      expect(STEPS.filter((each) => !steps.includes(each))).toEqual(
        step === 'release' ? STEPS.slice(2, -1) : [],
      );
      expect(await stored()).toEqual(whole);
    },
  );
});
