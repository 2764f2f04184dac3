import { z } from 'zod';

const list = z.object({
  metrics: z.array(z.object({ name: z.string() })),
  dimensions: z.array(z.object({ name: z.string() })),
});

/** Of 20 requests; the rest are graphs. */
const OTHERS = ['/', '/sources', '/api/list-metrics', '/api/sources'];
/** Nobody looks at all markets. */
const MAX_MARKETS = 400;

/** Addresses as visitors ask for them, to be read in turn: graphs of many markets, with rankings, pages and lists. */
export async function mixedReads(origin: string): Promise<string[]> {
  const answer = await fetch(`${origin}/api/list-metrics`, { signal: AbortSignal.timeout(30_000) });
  if (!answer.ok) throw new Error(`${origin}/api/list-metrics answers ${answer.status}`);
  const { metrics, dimensions } = list.parse(await answer.json());
  if (dimensions.length === 0) throw new Error(`${origin} has no market yet: wait for its first collection`);
  const every = Math.max(1, Math.floor(dimensions.length / MAX_MARKETS));
  const markets = dimensions.filter((_, i) => i % every === 0).slice(0, MAX_MARKETS);
  return markets.flatMap(({ name: dimension }, i) => {
    const metric = metrics[i % metrics.length]?.name ?? 'price';
    const graph = `/api/metrics?${new URLSearchParams({ metric, dimension })}`;
    if (i % 5 !== 0) return [graph];
    const other = OTHERS[(i / 5) % OTHERS.length] ?? '/';
    return [graph, i % 10 === 0 ? other : `/api/rankings?metric=${metric}&limit=100`];
  });
}
