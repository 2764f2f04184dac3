import type { Pool } from 'pg';
import { METRICS } from '@/lib/model/metrics';
import { HOUR_MS } from '@/lib/model/time';
import { rollUpFinishedHours, syncMetrics } from '@/lib/series';
import { Batch } from './batch';
import { importableUntil } from './importable-until';
import { type Layout, LayoutError, layoutOf } from './layout';
import { lineReader } from './line-reader';
import { type Line, LONGEST_LINE, readLines } from './read-lines';
import { splitLine } from './split-line';
import { refreshStale, type WriteDeps, writeRows } from './write-rows';

export interface ImportDeps extends Pick<WriteDeps, 'pool' | 'intervalMs'> {
  /** ms since the epoch, UTC. */
  nowMs: number;
  observationRetentionHours: number;
  /** Told of each line that is refused. */
  refuse: (line: number, reason: string) => void;
  /** Told after each batch, when all lines up to this one are in the database. */
  onBatch?: (done: ImportCounts) => void;
}

export interface ImportCounts {
  /** Lines read, the header and empty ones included. */
  lines: number;
  /** Values taken from them. */
  values: number;
  /** Observations (all values of one market and time) that they were part of: added or changed, and known already. */
  written: number;
  unchanged: number;
  /** Lines of which nothing was taken. */
  refused: number;
}

/**
 * Imports a CSV file, given as its bytes, in batches of one transaction each. Stopped at any point and run again from
 * the beginning, it ends as one undisturbed run does. Throws LayoutError where the first line cannot be used.
 */
export async function importCsv(bytes: AsyncIterable<Uint8Array>, deps: ImportDeps): Promise<ImportCounts> {
  const { pool, nowMs, intervalMs } = deps;
  const metrics = await syncMetrics(pool, METRICS);
  const metricByName = new Map(metrics.map((metric) => [metric.name, metric]));
  const untilMs = await importableUntil(pool, nowMs, intervalMs);
  const keptFromMs = Math.floor(nowMs / HOUR_MS - deps.observationRetentionHours) * HOUR_MS;
  const slotMs = Math.floor(nowMs / intervalMs) * intervalMs;
  const into: WriteDeps = { pool, metrics, slotMs, intervalMs, keptFromMs };
  const idOf = new Map<string, number>();
  const stale = new Set<number>();
  const batch = new Batch(metrics.length);
  const counts: ImportCounts = { lines: 0, values: 0, written: 0, unchanged: 0, refused: 0 };
  let read: ReturnType<typeof lineReader> | null = null;

  const write = async () => {
    const rows = batch.take();
    const { changed, stale: left } = await writeRows(into, rows, idOf);
    for (const id of left) stale.add(id);
    counts.written += changed;
    counts.unchanged += rows.atMs.length - changed;
    deps.onBatch?.({ ...counts });
  };

  for await (const line of readLines(bytes)) {
    counts.lines = line.number;
    if (line.text === '' || (read === null && isNpmsOwn(line))) continue;
    if (read === null) {
      const layout = headerOf(line, metricByName);
      read = lineReader({ layout, metrics: metricByName, untilMs, smallNames: await readSmallNames(pool) });
      continue;
    }
    const said = line.text === null ? `longer than ${LONGEST_LINE} characters` : fieldsOf(line.text, read);
    if (typeof said === 'string') {
      counts.refused += 1;
      deps.refuse(line.number, said);
      continue;
    }
    counts.values += said.values.length;
    batch.add(said);
    if (batch.isFull()) await write();
  }
  if (read === null) throw new LayoutError('the file is empty: its first line has to be a header');
  await write();
  await refreshStale(into, stale);
  // What is left undone here by a crash, the next maintenance does.
  await rollUpFinishedHours(pool, { fromMs: keptFromMs, nowMs, intervalMs });
  return counts;
}

function headerOf({ text }: Line, metrics: Parameters<typeof layoutOf>[1]): Layout {
  return layoutOf((text === null ? null : splitLine(text)) ?? [], metrics);
}

function fieldsOf(text: string, read: ReturnType<typeof lineReader>): ReturnType<typeof read> {
  const fields = splitLine(text);
  return fields === null ? 'a quote is not closed, or stands inside a field' : read(fields);
}

async function readSmallNames(pool: Pool): Promise<Set<string>> {
  const { rows } = await pool.query<{ name: string }>(
    `SELECT name FROM dimension WHERE base ~ '^[a-z0-9]+$' AND quote ~ '^[a-z0-9]+$'`,
  );
  return new Set(rows.map(({ name }) => name));
}

/** `npm run export > FILE` writes npm's own two lines first. */
function isNpmsOwn({ text }: Line): boolean {
  return text?.startsWith('> ') === true;
}
