import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { brotliCompressSync } from 'node:zlib';
import { fire } from '@/bench/load/fire';
import { checkGraph, checkPage, checkRanking } from './check';
import { type Prometheus, rankQuery } from './prometheus';
import { race } from './race';
import type { Readers } from './readers';
import { type Server, startPeer } from './servers';
import { faster, type Row } from './table';
import { INTERVAL_MS, METRIC, makeAllCold, type World } from './world';

const CONNECTIONS = 50;
const COLD_KEYS = 2_000;
/** Where a second brings few answers: so many, however long they take. */
const SLOW_READS = 50;
/** A process that did not collect itself looks this often whether another has. */
const LOOKUP_MS = 6_000;

const graphPath = (dimension: string) =>
  `/api/metrics?metric=${METRIC}&dimension=${encodeURIComponent(dimension)}`;

/** The rows of the table that are reads by HTTP. Throws where two sides do not say the same. */
export async function readRows(readers: Readers, say: (line: string) => void): Promise<Row[]> {
  const { world, product, next, old, prometheus, rounds, seconds } = readers;
  const at =
    (server: Server, paths: readonly string[], share = 1, amount?: number) =>
    async () => {
      const { requestsPerSecond, failed } = await fire({
        origin: server.origin,
        paths,
        connections: CONNECTIONS,
        seconds: amount === undefined ? seconds : 120,
        ...(amount === undefined ? {} : { amount }),
        rate: 0,
      });
      // Behind what it still works on for connections that were closed: the next side has the machine alone.
      await (await fetch(`${server.origin}${paths[0]}`)).arrayBuffer();
      if (failed > 0) throw new Error(`${failed} requests failed at ${server.origin}${paths[0]}`);
      return requestsPerSecond * share;
    };
  const bodies: Server[] = [];
  const bareFor = async (path: string) => {
    const body = Buffer.from(await (await fetch(`${product.origin}${path}`)).arrayBuffer());
    const file = join(await mkdtemp(join(tmpdir(), 'tracker-bare-')), 'body.br');
    await writeFile(file, brotliCompressSync(body));
    const server = await startPeer('bare', { BODY: file });
    bodies.push(server);
    return server;
  };
  const count = world.dimensions.length.toLocaleString('en');
  const rows: Row[] = [];
  try {
    const graphs = world.dimensions.map(graphPath);
    for (const dimension of world.dimensions.filter((_, i) => i % 997 === 0)) {
      await checkGraph(readers, dimension);
    }
    say('graph and rank: equal on all sides; warming all markets');
    await fire({
      origin: product.origin,
      paths: graphs,
      connections: CONNECTIONS,
      seconds: 600,
      amount: graphs.length,
      rate: 0,
    });

    const bare = await bareFor(graphs[0] ?? '/');
    const three = [...queriesOf(world, true)];
    const two = [...queriesOf(world, false)];
    const warm = await race(
      [
        { name: 'ours', run: at(product, graphs) },
        { name: 'bare', run: at(bare, ['/']) },
        { name: 'old', run: at(old, graphs, 1, SLOW_READS) },
        ...(prometheus
          ? [
              { name: 'without rank', run: at(prometheus, two, 1 / 2) },
              { name: 'prometheus', run: thenSettle(at(prometheus, three, 1 / 3)) },
            ]
          : []),
      ],
      rounds,
    );
    const of = (reached: Map<string, number>, name: string) => reached.get(name) ?? Number.NaN;
    const what = 'GET /metrics (graph and rank), warm, all markets in turn';
    rows.push(faster(what, of(warm, 'ours'), 'the old design', of(warm, 'old'), 100));
    for (const [name, against, factor] of [
      ['prometheus', 'Prometheus: graph, recorded deviation, rank', 10],
      ['without rank', 'Prometheus, without the rank', undefined],
    ] as const) {
      rows.push(withPrometheus(prometheus, faster(what, of(warm, 'ours'), against, of(warm, name), factor)));
    }
    rows.push(faster(what, of(warm, 'ours'), 'bare node:http', of(warm, 'bare'), 0.5));

    say('graph and rank, cold');
    let round = 0;
    const cold = await race(
      [
        {
          name: 'ours',
          run: async () => {
            await makeAllCold(world.pool);
            await sleep(LOOKUP_MS);
            // The first reader also takes over the new statistics; that is a matter of once a collection.
            await fetch(`${product.origin}/api/list-metrics`);
            const paths = graphs
              .slice((round * COLD_KEYS) % Math.max(1, graphs.length - COLD_KEYS))
              .slice(0, COLD_KEYS);
            round += 1;
            const { requestsPerSecond, failed } = await fire({
              origin: product.origin,
              paths,
              connections: CONNECTIONS,
              seconds: 120,
              amount: paths.length,
              rate: 0,
            });
            if (failed > 0) throw new Error(`${failed} cold requests failed`);
            return requestsPerSecond;
          },
        },
        { name: 'old', run: at(old, graphs, 1, SLOW_READS) },
      ],
      rounds,
    );
    rows.push(faster('the same, every key cold', of(cold, 'ours'), 'the old design', of(cold, 'old'), 20));

    say('lists and rankings');
    const list = '/api/list-metrics';
    const bareList = await bareFor(list);
    const lists = await race(
      [
        { name: 'ours', run: at(product, [list]) },
        { name: 'bare', run: at(bareList, ['/']) },
      ],
      rounds,
    );
    rows.push(
      faster(
        `GET /list-metrics, ${count} dimensions`,
        of(lists, 'ours'),
        'bare node:http',
        of(lists, 'bare'),
        0.5,
      ),
    );
    const ranking = `/api/rankings?metric=${METRIC}&by=stddev&limit=100`;
    await checkRanking(readers, ranking);
    const top = `/api/v1/query?${new URLSearchParams({ query: 'topk(100, price:stddev24h)' })}`;
    const rankings = await race(
      [
        { name: 'ours', run: at(product, [ranking]) },
        ...(prometheus ? [{ name: 'prometheus', run: at(prometheus, [top]) }] : []),
      ],
      rounds,
    );
    const row = faster(
      `GET /rankings, 100 rows of ${count}`,
      of(rankings, 'ours'),
      'Prometheus, topk',
      of(rankings, 'prometheus'),
      10,
    );
    rows.push(withPrometheus(prometheus, row));

    say('the front page');
    await checkPage(readers);
    const pages = await race(
      [
        { name: 'ours', run: at(product, ['/']) },
        { name: 'next', run: at(next, ['/'], 1, SLOW_READS) },
      ],
      rounds,
    );
    rows.push(faster('the page /, warm', of(pages, 'ours'), 'Next alone', of(pages, 'next'), 10));
    return rows;
  } finally {
    for (const server of bodies) await server.stop();
  }
}

/** Prometheus counts on for connections that were closed: whoever is next has the machine alone. */
const SETTLE_MS = 3_000;
const thenSettle = (run: () => Promise<number>) => async () => {
  const reached = await run();
  await sleep(SETTLE_MS);
  return reached;
};

function withPrometheus(prometheus: Prometheus | null, row: Row): Row {
  return prometheus === null ? { ...row, ratio: Number.NaN, note: 'Prometheus cannot be had here' } : row;
}

/** What a dashboard asks Prometheus for one market: its graph, what a rule has recorded of it, and its rank. */
function* queriesOf({ dimensions, slotMs }: World, withRank: boolean): Generator<string> {
  const range = {
    start: String((slotMs - 86_400_000) / 1000),
    end: String(slotMs / 1000),
    step: String(INTERVAL_MS / 1000),
  };
  for (const dimension of dimensions) {
    const selector = `{dimension="${dimension}"}`;
    yield `/api/v1/query_range?${new URLSearchParams({ query: `price${selector}`, ...range })}`;
    yield `/api/v1/query?${new URLSearchParams({ query: `price:sample24h${selector}` })}`;
    if (withRank) yield `/api/v1/query?${new URLSearchParams({ query: rankQuery(dimension) })}`;
  }
}
