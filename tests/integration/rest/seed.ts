import type { Pool } from 'pg';
import { withTransaction } from '@/lib/platform/database';
import { ensureDimensions, type Metric, readStats, recordSlot, syncMetrics } from '@/lib/series';

export const INTERVAL_MS = 300_000;
export const LAST_SLOT_MS = Date.UTC(2026, 10, 24, 12);
export const SLOTS = 20;
export const FIRST_SLOT_MS = LAST_SLOT_MS - (SLOTS - 1) * INTERVAL_MS;
/** 20 s after its slot. */
export const CLOSED_MS = LAST_SLOT_MS + 20_000;
/** The slot of which kraken:ETH-USD was refused. */
export const REFUSED_SLOT_MS = FIRST_SLOT_MS + 4 * INTERVAL_MS;

/** Price, then volume, then change, of a slot by its number; null: nothing observed. */
export const MARKETS: Record<string, (slot: number) => [number, number, number] | null> = {
  'kraken:BTC-USD': (slot) => [60_000 + (slot % 7) * 100, 1_000 + slot, -1],
  'kraken:ETH-USD': (slot) => (slot === 4 ? null : [3_000 + (slot % 3) * 10, 500, slot - 10]),
  'okx:BTC-USDT': (slot) => [60_100 + (slot % 5) * 100, Number.NaN, 2],
  'okx:NEW-USDT': (slot) => (slot < 15 ? null : [1 + slot / 100, 5, 0]),
  'gate:DOGE-USDT': (slot) => [slot === SLOTS - 1 ? 0.5 : 0.1 + (slot % 2) / 1000, 10, 1],
};

const DEFINITIONS = [
  { name: 'price', label: 'Price', unit: 'quote', description: 'Last trade.', hasRatio: true },
  { name: 'volume', label: 'Volume', unit: 'quote', description: 'Over 24 h.', hasRatio: true },
  { name: 'change', label: 'Change', unit: '%', description: 'Over 24 h.', hasRatio: false },
];

/** Five markets of three exchanges over 20 slots, written as the collector writes them. */
export async function seed(pool: Pool): Promise<void> {
  const metrics = await syncMetrics(pool, DEFINITIONS);
  const names = Object.keys(MARKETS).map((name) => {
    const [exchange = '', base = '', quote = ''] = name.split(/[:-]/);
    return { name, exchange, base, quote };
  });
  const ids = await ensureDimensions(pool, names, FIRST_SLOT_MS);
  for (let slot = 0; slot < SLOTS; slot++) await recordOne(pool, metrics, ids, slot);
}

async function recordOne(
  pool: Pool,
  metrics: Metric[],
  ids: Map<string, number>,
  slot: number,
): Promise<void> {
  const atMs = FIRST_SLOT_MS + slot * INTERVAL_MS;
  const seen = Object.entries(MARKETS).flatMap(([name, valuesAt]) => {
    const values = valuesAt(slot);
    return values === null ? [] : [{ id: ids.get(name) ?? 0, values }];
  });
  const dimensionIds = Int32Array.from(seen, ({ id }) => id);
  const refused = { dimensionId: ids.get('kraken:ETH-USD') ?? 0, reason: 'corroborated', values: [30_000] };
  await withTransaction(pool, async (client) => {
    const previous = await readStats(client, metrics.length);
    const slotToRecord = {
      batch: {
        atMs,
        metricCount: metrics.length,
        dimensionIds,
        values: Float64Array.from(seen.flatMap(({ values }) => values)),
      },
      rejections: atMs === REFUSED_SLOT_MS ? [{ ...refused, values: Float64Array.from(refused.values) }] : [],
      marks: {
        dimensionIds,
        quality: new Uint8Array(seen.length).fill(1),
        venuesAgreeing: new Uint16Array(seen.length).fill(2),
        venuesListing: new Uint16Array(seen.length).fill(3),
      },
      metrics,
      intervalMs: INTERVAL_MS,
    };
    await recordSlot(client, previous, slotToRecord, () => undefined);
    await closeCollection(client, atMs, seen.length);
  });
}

interface Queryable {
  query(sql: string, values: unknown[]): Promise<{ rows: { id: number }[] }>;
}

/** A closed collection of a slot, with a run of each source by its state. Answers its id. */
export async function closeCollection(
  queryable: Queryable,
  slotMs: number,
  observations: number,
  states: Record<string, string> = { gate: 'accepted', kraken: 'accepted', okx: 'accepted' },
): Promise<number> {
  const { rows } = await queryable.query(
    `INSERT INTO collection (slot, interval_seconds, started_at, closed_at, observations)
     VALUES ($1, $2, $1, $3, $4) RETURNING id`,
    [new Date(slotMs), INTERVAL_MS / 1000, new Date(slotMs + 20_000), observations],
  );
  const id = rows[0]?.id ?? 0;
  for (const [exchange, state] of Object.entries(states)) {
    await queryable.query(
      `INSERT INTO source_run (collection_id, exchange, state, reason, elapsed_ms, attempts, listed, priced, stored, refused)
       VALUES ($1, $2, $3, $4, 100, 1, 2, 2, 2, 0)`,
      [id, exchange, state, state === 'accepted' ? null : `HTTP 502 from ${exchange}`],
    );
  }
  return id;
}
