import type { Collected } from '@/lib/collect';
import { HOUR_MS } from '@/lib/model/time';
import { withTransaction } from '@/lib/platform/database';
import { readStats, rollUpFinishedHours } from '@/lib/series';
import { collectAt } from './collector';
import { type TestDatabase, testDatabase } from './database';
import type { LoopbackExchange } from './exchange/server';
import { type Quote, startSyntheticExchange, type Venue } from './exchange/synthetic';

export const START_MS = Date.UTC(2026, 10, 24);

/** What a venue says in a slot; null where it does not answer. */
export type Script = (slot: number, atMs: number) => readonly Quote[] | null;

export interface QualityWorld {
  database: TestDatabase;
  /** Collects the next slots; answers the last outcome. */
  run(slots: number): Promise<Collected>;
  /** Lets slots pass without a collection. */
  skip(slots: number): void;
  slot(): number;
  atMs(slot: number): number;
  /** Rolls up every hour that is over. */
  rollUp(): Promise<number>;
  end(): Promise<void>;
}

/** Made-up exchanges, a database and a frozen clock that moves by slots. */
export async function qualityWorld(
  scripts: Partial<Record<Venue, Script>>,
  { intervalMs = 300_000 } = {},
): Promise<QualityWorld> {
  const database = await testDatabase();
  const exchanges: LoopbackExchange[] = [];
  const sourceUrls: Record<string, string> = {};
  let next = 0;
  const atMs = (slot: number) => START_MS + slot * intervalMs;
  for (const [venue, script] of Object.entries(scripts) as [Venue, Script][]) {
    const quotes = () => script(next, atMs(next));
    const exchange = await startSyntheticExchange(venue, { quotes, nowMs: () => atMs(next) });
    exchanges.push(exchange);
    sourceUrls[venue] = exchange.origin;
  }

  async function collect(): Promise<Collected> {
    // Listed anew each time: markets come and go.
    await database.pool.query('DELETE FROM market_list');
    const outcome = await collectAt({
      pool: database.pool,
      sourceUrls,
      nowMs: atMs(next),
      intervalMs,
      timeoutMs: 5_000,
    });
    if (outcome.state !== 'collected') throw new Error(`slot ${next}: ${outcome.state}`);
    next++;
    return outcome;
  }

  return {
    database,
    async run(slots) {
      let outcome = await collect();
      for (let i = 1; i < slots; i++) outcome = await collect();
      return outcome;
    },
    skip(slots) {
      next += slots;
    },
    slot: () => next,
    atMs,
    rollUp: () =>
      rollUpFinishedHours(database.pool, { fromMs: START_MS, nowMs: atMs(next) + HOUR_MS, intervalMs }),
    async end() {
      await Promise.all(exchanges.map((exchange) => exchange.close()));
      await database.drop();
    },
  };
}

/** A calm market around 100 US dollars that trades a million a day, `factor` times that; every slot a little different. */
export function calm(
  base: string,
  at: { slot: number; atMs: number; factor?: number; quote?: string; price?: number },
  change: Partial<Quote> = {},
): Quote {
  const { slot, atMs, factor = 1, quote = 'USDT', price = 100 } = at;
  const last = price * factor * (1 + 0.001 * Math.sin(slot + base.length));
  const baseVolume = (1e6 / price) * (1 + 0.01 * Math.cos(slot));
  return {
    base,
    quote,
    last,
    baseVolume,
    quoteVolume: baseVolume * last,
    stampedAtMs: atMs,
    ...change,
  };
}

export const calmMarkets = (count: number, at: { slot: number; atMs: number; factor?: number }): Quote[] =>
  Array.from({ length: count }, (_, i) => calm(`CALM${i}`, { ...at, price: 10 + i }));

interface Row {
  name: string;
  at: Date;
  reason: string | null;
  quality: number | null;
}

/**
 * What became of a market in each slot, one letter each, in [from, to): `g` good and `s` single-venue observations;
 * `p` held, `u` unconfirmed, `R` uncorroborated, `C` corrected, `W` refused with its source; `-` nothing.
 * Good and single-venue are told apart only by `qualities`, since the store keeps that of the newest slot.
 */
export async function fates(world: QualityWorld, from = 0): Promise<Map<string, string>> {
  const { rows } = await world.database.pool.query<Row>(
    `SELECT d.name, o.at, NULL AS reason, NULL AS quality FROM observation o JOIN dimension d ON d.id = o.dimension_id
     UNION ALL SELECT d.name, r.at, r.reason, NULL FROM rejection r JOIN dimension d ON d.id = r.dimension_id
     WHERE r.reason IN ('pending', 'unconfirmed', 'uncorroborated', 'correction', 'whole-source')`,
  );
  const letters: Record<string, string> = {
    pending: 'p',
    unconfirmed: 'u',
    uncorroborated: 'R',
    correction: 'C',
    'whole-source': 'W',
  };
  const slots = world.slot();
  const found = new Map<string, string[]>();
  for (const { name, at, reason } of rows) {
    const slot = Math.round((at.getTime() - world.atMs(0)) / (world.atMs(1) - world.atMs(0)));
    const own = found.get(name) ?? Array<string>(slots).fill('-');
    if (own[slot] !== '-')
      throw new Error(`${name} has two fates in slot ${slot}: ${own[slot]} and ${reason}`);
    own[slot] = reason === null ? 'o' : (letters[reason] ?? '?');
    found.set(name, own);
  }
  return new Map(Array.from(found, ([name, own]) => [name, own.slice(from).join('')]));
}

/** Quality of each market's newest observation, accepted or not: as pages and REST show it. */
export async function qualities(world: QualityWorld): Promise<Map<string, string>> {
  const { rows } = await world.database.pool.query<{ name: string; quality: number; freshness: number }>(
    'SELECT d.name, s.quality, s.freshness FROM dimension_stats s JOIN dimension d ON d.id = s.dimension_id',
  );
  return new Map(
    rows.map(({ name, quality, freshness }) => [name, `${'gspR'[quality]}${' *~'[freshness]}`.trim()]),
  );
}

/** Each source's states, one letter a slot: `a`ccepted, `p`artial, `r`ejected, `f`ailed. */
export async function states(world: QualityWorld, from = 0): Promise<Record<string, string>> {
  const { rows } = await world.database.pool.query<{ exchange: string; states: string }>(
    `SELECT exchange, string_agg(left(state, 1), '' ORDER BY collection_id) AS states FROM source_run GROUP BY 1`,
  );
  return Object.fromEntries(rows.map(({ exchange, states: all }) => [exchange, all.slice(from)]));
}

/** The baselines of all prices, by dimension id. */
export async function priceBaselines(
  world: QualityWorld,
): Promise<Map<number, { count: number; mean: number }>> {
  const { rows } = await world.database.pool.query<{ metrics: number; position: number }>(
    `SELECT count(*)::int AS metrics, min(position) FILTER (WHERE name = 'price') AS position FROM metric`,
  );
  const { metrics = 0, position = 0 } = rows[0] ?? {};
  const stats = await withTransaction(world.database.pool, (client) => readStats(client, metrics));
  return new Map(
    Array.from(stats.dimensionIds, (id, row) => {
      const cell = row * metrics + position - 1;
      return [id, { count: stats.count[cell] ?? 0, mean: stats.mean[cell] ?? Number.NaN }];
    }),
  );
}
