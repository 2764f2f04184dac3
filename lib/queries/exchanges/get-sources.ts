import { keptByCollection, type RecentCollection, recentCollections } from '@/lib/incidents';
import { DAY_MS } from '@/lib/model/time';
import { type Prisma, prisma } from '@/lib/platform/database';
import { type Env, env } from '@/lib/platform/env';
import { seriesReader } from '@/lib/series';
import { type Cell, readCells, readSlotStates } from './read-cells';
import { countRejections, rejectionExamples } from './read-rejections';
import { presentOf, rejectionsOf, reportOf, stripOf } from './report-source';
import { changeSpan } from './since';
import type { SourceReport } from './source-report';
import { readStalls } from './stalls';

/** A day has 288 of them, which is what a strip can show and an answer should carry. */
const MIN_CELL_MS = 300_000;

type Settings = Pick<Env, 'sources' | 'sourceTimeoutSeconds' | 'collectIntervalSeconds'>;

/** How each source is and was, as of the newest closed collection. Read once a collection. */
export async function getSources(): Promise<SourceReport> {
  const { collection } = await seriesReader().snapshot();
  if (collection === null) return readSources(prisma(), env());
  return keptByCollection('sources', collection.id, () => readSources(prisma(), env()));
}

async function readSources(client: Prisma, settings: Settings): Promise<SourceReport> {
  const [newest] = await recentCollections(client, 1);
  const cellMs = Math.max(MIN_CELL_MS, (newest?.intervalSeconds ?? settings.collectIntervalSeconds) * 1000);
  if (newest === undefined) return { asOf: null, cellSeconds: cellMs / 1000, sources: [] };
  const toMs = newest.slotMs;
  const fromMs = toMs - DAY_MS;
  const timeoutMs = settings.sourceTimeoutSeconds * 1000;
  const stalls = await readStalls(client, fromMs, toMs);
  const [cells, counts, examples] = await Promise.all([
    readCells(client, { fromMs, toMs, cellMs, timeoutMs, stalls }),
    countRejections(client, fromMs, toMs),
    rejectionExamples(client, fromMs, toMs),
  ]);
  const exchanges = listed(settings.sources, newest, cells);
  const successes = await lastSuccesses(client, exchanges);
  const lastCell = Math.floor(toMs / cellMs);
  const froms = Array.from({ length: Math.floor(DAY_MS / cellMs) }, (_, i, n = lastCell - i) => n * cellMs);
  const isStalled = stalls.some(({ slotMs }) => slotMs === newest.slotMs);
  const own = exchanges.map((exchange) => ({
    exchange,
    ...presentOf(newest.runs.find(isOf(exchange)), timeoutMs, isStalled),
    cells: cells.filter(isOf(exchange)),
    strip: stripOf(froms.toReversed(), cells.filter(isOf(exchange))),
  }));
  const spans = own.flatMap(({ exchange, state, strip }) => {
    const span = changeSpan(strip, state, cellMs);
    // In a stall the change is the stall itself, which is in no cell.
    return span === null ? [] : { exchange, ...span, ...(isStalled && { toMs: toMs + 1 }) };
  });
  const changes = await readSlotStates(client, spans, timeoutMs, isStalled ? [] : stalls);
  return {
    asOf: new Date(toMs).toISOString(),
    cellSeconds: cellMs / 1000,
    sources: own.map((one) => ({
      ...reportOf(one, changes.get(one.exchange)),
      lastSuccessAt: successes.get(one.exchange)?.toISOString() ?? null,
      rejections: rejectionsOf(counts.filter(isOf(one.exchange)), examples.filter(isOf(one.exchange))),
    })),
  };
}

/** Those that were asked in the newest collection or, being in the settings, in the last 24 hours; in their order. */
function listed(settings: readonly string[], { runs }: RecentCollection, cells: readonly Cell[]): string[] {
  const asked = new Set(runs.map(({ exchange }) => exchange));
  const seen = new Set(cells.map(({ exchange }) => exchange));
  const inSettings = settings.filter((exchange) => asked.has(exchange) || seen.has(exchange));
  return [...new Set([...inSettings, ...asked])];
}

const isOf =
  (exchange: string) =>
  (row: { exchange: string }): boolean =>
    row.exchange === exchange;

/** The last slot of each source of which something was stored. */
async function lastSuccesses(
  client: Pick<Prisma, '$queryRaw'>,
  exchanges: readonly string[],
): Promise<Map<string, Date>> {
  const rows = await client.$queryRaw<{ exchange: string; slot: Date }[]>`
    SELECT e.exchange, r.slot FROM unnest(${[...exchanges]}::text[]) AS e (exchange)
    CROSS JOIN LATERAL (
      SELECT c.slot FROM source_run s JOIN collection c ON c.id = s.collection_id
      WHERE s.exchange = e.exchange AND s.state IN ('accepted', 'partial') AND c.closed_at IS NOT NULL
      ORDER BY s.collection_id DESC LIMIT 1) AS r`;
  return new Map(rows.map(({ exchange, slot }) => [exchange, slot]));
}
