import type { Pool } from 'pg';
import { ensureDimensions, type ObservationBatch, syncMetrics } from '@/lib/series';
import { appendObservations } from '@/lib/series/postgres/observation-store';
import { seededRandom } from './random';

export interface Shape {
  dimensions: number;
  metrics: number;
  /** Slots before `untilMs`. */
  slots: number;
  intervalMs: number;
  untilMs: number;
  seed: number;
}

/** One day at 5 minutes over 1,000 dimensions: 10, 100 or 1,000 metrics are 10 k, 100 k or 1 M series. */
export function dayOf(metrics: number): Shape {
  const intervalMs = 300_000;
  return { dimensions: 1000, metrics, slots: 288, intervalMs, untilMs: Date.UTC(2026, 0, 2), seed: 20260102 };
}

/** One value of 50 is unknown, as with real exchanges. */
const UNKNOWN_SHARE = 0.02;

/** Makes the slots of one shape: levels over eight decades, and 1 % of noise about them. */
export class Generator {
  private readonly levels: Float64Array;

  constructor(
    readonly shape: Shape,
    readonly dimensionIds: Int32Array,
  ) {
    const random = seededRandom(shape.seed);
    this.levels = Float64Array.from(
      { length: shape.dimensions * shape.metrics },
      () => 10 ** (8 * random() - 4),
    );
  }

  /** The observations at `untilMs + slot * intervalMs`; the past has negative slots. Each by its own seed. */
  batch(slot: number): ObservationBatch {
    const { metrics, intervalMs, untilMs, seed } = this.shape;
    const random = seededRandom(seed + Math.imul(slot, 0x9e3779b1));
    const values = this.levels.map((level) =>
      random() < UNKNOWN_SHARE ? Number.NaN : level * (0.99 + 0.02 * random()),
    );
    return {
      atMs: untilMs + slot * intervalMs,
      metricCount: metrics,
      dimensionIds: this.dimensionIds,
      values,
    };
  }
}

/**
 * Fills an empty, migrated database with metrics, dimensions and the slots before `untilMs`, one COPY a slot, and
 * tells how many are in. Answers the generator, which also makes the slots that follow.
 */
export async function generate(pool: Pool, shape: Shape, onSlot: (done: number) => void): Promise<Generator> {
  await syncMetrics(pool, metricDefinitions(shape.metrics));
  const markets = Array.from({ length: shape.dimensions }, (_, i) => market(`C${i}`));
  const ids = await ensureDimensions(pool, markets, shape.untilMs);
  const generator = new Generator(shape, Int32Array.from(ids.values()).sort());
  const client = await pool.connect();
  try {
    for (let done = 0; done < shape.slots; done++) {
      await appendObservations(client, generator.batch(done - shape.slots));
      onSlot(done + 1);
    }
    // As autovacuum would have left it: visibility and statistics known, so that nothing of that is timed.
    await client.query('VACUUM (ANALYZE) observation');
    await client.query('ANALYZE dimension');
  } finally {
    client.release();
  }
  return generator;
}

function metricDefinitions(count: number) {
  return Array.from({ length: count }, (_, i) => ({
    name: `metric-${i}`,
    label: `Metric ${i}`,
    unit: '1',
    description: 'For the benchmark.',
    hasRatio: true,
  }));
}

function market(base: string) {
  return { name: `bench:${base}-USD`, exchange: 'bench', base, quote: 'USD' };
}
