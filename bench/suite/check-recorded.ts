import { z } from 'zod';
import { baselineOf, readStats } from '@/lib/series';
import { namesOf, type Prometheus } from './prometheus';
import type { World } from './world';

const vector = z.array(
  z.object({ metric: z.object({ dimension: z.string() }), value: z.tuple([z.number(), z.string()]) }),
);

/** Throws unless Prometheus has recorded the mean and the deviation of every series as they are stored. */
export async function checkRecorded(world: World, prometheus: Prometheus): Promise<void> {
  const { pool, metrics, dimensions } = world;
  const client = await pool.connect();
  const stats = await readStats(client, metrics.length);
  client.release();
  for (const [column, name] of namesOf(world).entries()) {
    const means = await recorded(prometheus, `${name}:mean24h`);
    const deviations = await recorded(prometheus, `${name}:stddev24h`);
    for (const [row, dimension] of dimensions.entries()) {
      const { count, mean, stddev } = baselineOf(stats, row, column) ?? NOTHING;
      near(mean, means.get(dimension), `the mean of ${name} of ${dimension}`);
      // Its deviation is the population's.
      const ofAll = stddev * Math.sqrt((count - 1) / count);
      near(ofAll, deviations.get(dimension), `the deviation of ${name} of ${dimension}`);
    }
  }
}

const NOTHING = { count: Number.NaN, mean: Number.NaN, stddev: Number.NaN };

async function recorded(prometheus: Prometheus, query: string): Promise<Map<string, number>> {
  const found = vector.parse(await prometheus.query('/api/v1/query', { query }));
  return new Map(found.map(({ metric, value }) => [metric.dimension, Number(value[1])]));
}

function near(ours: number, theirs = Number.NaN, what: string): void {
  if (Math.abs(ours - theirs) <= 1e-6 * Math.abs(theirs)) return;
  throw new Error(`not equal: ${what}: ${ours} and ${theirs}`);
}
