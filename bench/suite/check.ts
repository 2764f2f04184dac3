import { z } from 'zod';
import { rankQuery } from './prometheus';
import type { Readers } from './readers';
import { INTERVAL_MS, METRIC } from './world';

const report = z.object({
  baseline: z.object({ mean: z.number(), stddev: z.number() }),
  rank: z.object({ stddev: z.object({ rank: z.number() }) }),
  graph: z.object({ points: z.array(z.object({ at: z.string(), value: z.number() })) }),
});
const oldReport = z.object({
  mean: z.number(),
  stddev: z.number(),
  rank: z.number(),
  points: z.array(z.object({ at: z.string(), value: z.number() })),
});
const matrix = z.array(z.object({ values: z.array(z.tuple([z.number(), z.string()])) }));
const vector = z.array(
  z.object({ metric: z.record(z.string(), z.string()), value: z.tuple([z.number(), z.string()]) }),
);
const rows = z.object({ rows: z.array(z.object({ dimension: z.string() })) });

/** Throws unless all sides say the same of one market: points, deviation, rank. */
export async function checkGraph({ product, next, old, prometheus, world }: Readers, dimension: string) {
  const query = new URLSearchParams({ metric: METRIC, dimension });
  const ask = async (origin: string) => (await fetch(`${origin}/api/metrics?${query}`)).json();
  const ours = report.parse(await ask(product.origin));
  const alone = report.parse(await ask(next.origin));
  same(JSON.stringify(ours) === JSON.stringify(alone), dimension, 'with and without the edge');
  const theirs = oldReport.parse(await ask(old.origin));
  same(ours.rank.stddev.rank === theirs.rank, dimension, `rank ${ours.rank.stddev.rank} and ${theirs.rank}`);
  near(ours.baseline.stddev, theirs.stddev, dimension);
  near(ours.baseline.mean, theirs.mean, dimension);
  samePoints(
    ours.graph.points,
    theirs.points.map(({ at, value }) => [Date.parse(at), value]),
    dimension,
  );
  if (prometheus === null) return;
  const selector = `{dimension="${dimension}"}`;
  const { slotMs } = world;
  const range = {
    start: `${(slotMs - 86_400_000) / 1000}`,
    end: `${slotMs / 1000}`,
    step: `${INTERVAL_MS / 1000}`,
  };
  const [series] = matrix.parse(
    await prometheus.query('/api/v1/query_range', { query: `price${selector}`, ...range }),
  );
  // Prometheus repeats the last value over a gap; ours has none there.
  const known = new Set(ours.graph.points.map(({ at }) => Date.parse(at)));
  const points = (series?.values ?? []).map(([at, value]): [number, number] => [at * 1000, Number(value)]);
  samePoints(
    ours.graph.points,
    points.filter(([at]) => known.has(at)),
    dimension,
  );
  const asked = async (query: string) => {
    const [found] = vector.parse(await prometheus.query('/api/v1/query', { query }));
    return Number(found?.value[1]);
  };
  near(ours.baseline.stddev, await asked(`price:sample24h${selector}`), dimension);
  const rank = await asked(rankQuery(dimension));
  same(ours.rank.stddev.rank === rank, dimension, `rank ${ours.rank.stddev.rank} and Prometheus' ${rank}`);
}

/** Throws unless the first hundred of our ranking are Prometheus' as well. */
export async function checkRanking({ product, prometheus }: Readers, path: string): Promise<void> {
  const ours = rows.parse(await (await fetch(`${product.origin}${path}`)).json());
  if (prometheus === null) return;
  const theirs = vector.parse(
    await prometheus.query('/api/v1/query', { query: 'topk(100, price:stddev24h)' }),
  );
  const names = new Set(theirs.map(({ metric }) => metric.dimension));
  const missing = ours.rows.filter(({ dimension }) => !names.has(dimension));
  same(missing.length <= 1 && ours.rows.length === 100, 'the ranking', `${missing.length} rows differ`);
}

/** Throws unless the page is the same with and without the edge, but for what depends on the time of its making. */
export async function checkPage({ product, next }: Readers): Promise<void> {
  const rowsOf = async (origin: string) => {
    const page = await (await fetch(`${origin}/`)).text();
    return [...page.matchAll(/href="(\/markets\/[^"?]+)/g)].map(([, market]) => market).join();
  };
  const [edge, alone] = [await rowsOf(product.origin), await rowsOf(next.origin)];
  same(edge === alone && edge !== '', 'the page', 'its markets differ');
}

function samePoints(ours: { at: string; value: number }[], theirs: [number, number][], name: string): void {
  same(ours.length === theirs.length, name, `${ours.length} and ${theirs.length} points`);
  ours.forEach(({ at, value }, i) => {
    const [time, other] = theirs[i] ?? [0, 0];
    same(Date.parse(at) === time && value === other, name, `the points at ${at}: ${value} and ${other}`);
  });
}

function near(ours: number, theirs: number, name: string): void {
  same(Math.abs(ours - theirs) <= 1e-6 * Math.abs(theirs), name, `${ours} and ${theirs}`);
}

function same(isSame: boolean, name: string, what: string): void {
  if (!isSame) throw new Error(`not equal for ${name}: ${what}`);
}
