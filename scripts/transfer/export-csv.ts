import { once } from 'node:events';
import type { Writable } from 'node:stream';
import { stringify } from 'csv-stringify/sync';
import type { Pool } from 'pg';
import { METRICS } from '@/lib/model/metrics';
import { type Metric, syncMetrics } from '@/lib/series';
import { type ExportLayout, exportHeader, exportLines } from './export-rows';
import { readExport } from './read-export';

export interface ExportOptions {
  /** ms UTC, both included; null: all there is. */
  fromMs: number | null;
  toMs: number | null;
  /** Names; none: all. */
  metrics: readonly string[];
  dimensions: readonly string[];
  layout: ExportLayout;
}

/** What was asked for does not exist: the message says what does. */
export class ExportError extends Error {
  override name = 'ExportError';
}

/**
 * Writes stored observations to `out` as the CSV that `importCsv` reads, ascending by time and dimension. Answers the
 * number of lines below the header. Throws ExportError for unknown names.
 */
export async function exportCsv(
  pool: Pool,
  options: ExportOptions,
  out: Writable,
  onHour?: (done: number, of: number) => void,
): Promise<number> {
  const { fromMs, toMs, layout } = options;
  const metrics = chosenMetrics(await syncMetrics(pool, METRICS), options.metrics);
  const dimensionIds = await chosenDimensions(pool, options.dimensions);
  let lines = 0;
  const write = async (rows: string[][]) => {
    if (!out.write(stringify(rows))) await once(out, 'drain');
  };
  await write([exportHeader(layout, metrics)]);
  await readExport(
    pool,
    { fromMs, toMs, metrics, dimensionIds },
    async (rows) => {
      const chunk = rows.flatMap((row) => exportLines(layout, metrics, row));
      lines += chunk.length;
      await write(chunk);
    },
    onHour,
  );
  return lines;
}

function chosenMetrics(known: readonly Metric[], names: readonly string[]): readonly Metric[] {
  if (names.length === 0) return known;
  const unknown = names.find((name) => !known.some((metric) => metric.name === name));
  if (unknown !== undefined) {
    throw new ExportError(
      `there is no metric "${unknown}": write one of ${known.map(({ name }) => name).join(', ')}`,
    );
  }
  return known.filter(({ name }) => names.includes(name));
}

async function chosenDimensions(pool: Pool, names: readonly string[]): Promise<number[] | null> {
  if (names.length === 0) return null;
  const { rows } = await pool.query<{ id: number; name: string }>(
    'SELECT id, name FROM dimension WHERE name = ANY($1)',
    [names],
  );
  const unknown = names.find((name) => !rows.some((row) => row.name === name));
  if (unknown !== undefined) {
    throw new ExportError(`there is no dimension "${unknown}": write its whole name, such as kraken:BTC-USD`);
  }
  return rows.map(({ id }) => id);
}
