import { HttpProblem } from '@/lib/http';
import { foldName } from '@/lib/model/market-pattern';
import { inSlices } from '@/lib/platform/slices';
import { findMetric, lookUpDimension } from '@/lib/queries/names/find';
import { type Dimension, type Metric, type SeriesReader, type Snapshot, seriesReader } from '@/lib/series';
import { isoOrNull } from './format';
import type { Ranking } from './ranking';
import { rankingRow } from './ranking-columns';
import { dimensionsByRow, isText, orderedRows } from './ranking-order';
import type { RankingQuery } from './ranking-query';

const DEFAULT_LIMIT = 100;
/** So many are looked at between two looks at the time. */
const ROWS_A_STEP = 100;

/**
 * The markets that have a value of one metric, filtered, sorted and cut to a page; by rank unless told otherwise,
 * names and ranks ascending, figures descending. Runs no SQL beyond the snapshot's.
 * Throws HttpProblem: `not-found` for an unknown metric, `bad-request` for `cv` of a metric that has none.
 */
export async function getRanking(
  query: RankingQuery,
  reader: SeriesReader = seriesReader(),
): Promise<Ranking> {
  const snapshot = await reader.snapshot();
  const metric = findMetric(snapshot, query.metric);
  const { by = 'stddev', sort = 'rank', offset = 0, limit = DEFAULT_LIMIT } = query;
  const order = query.order ?? (isText(sort) || sort === 'rank' || sort === 'quality' ? 'asc' : 'desc');
  if (by === 'cv') mustHaveRatio(metric);
  const dimensions = dimensionsByRow(snapshot);
  const wanted = filterOf(snapshot, query);
  const found: { dimension: Dimension; row: number }[] = [];
  function* search(): Generator<void, void> {
    for (const row of orderedRows(snapshot, { metric, by, sort, order })) {
      const dimension = dimensions[row];
      if (dimension !== undefined && wanted(dimension)) found.push({ dimension, row });
      if (row % ROWS_A_STEP === 0) yield;
    }
  }
  await inSlices(search());
  const column = metric.position - 1;
  return {
    metric: metric.name,
    by,
    sort,
    order,
    asOf: isoOrNull(snapshot.collection?.slotMs ?? Number.NaN),
    ranked: { stddev: snapshot.ranked.stddev[column] ?? 0, cv: snapshot.ranked.cv[column] ?? 0 },
    total: found.length,
    offset,
    limit: Number.isFinite(limit) ? limit : found.length,
    rows: await inSlices(
      rowsOf(found.slice(offset, offset + limit), ({ dimension, row }) =>
        rankingRow(snapshot, metric, dimension, row),
      ),
    ),
  };
}

function* rowsOf<T, R>(found: readonly T[], rowOf: (one: T) => R): Generator<void, R[]> {
  const rows: R[] = [];
  for (const one of found) {
    rows.push(rowOf(one));
    if (rows.length % ROWS_A_STEP === 0) yield;
  }
  return rows;
}

function mustHaveRatio({ name, hasRatio }: Metric): void {
  if (hasRatio) return;
  throw new HttpProblem(
    'bad-request',
    `The values of "${name}" may be 0 or negative, so deviation / mean says nothing: send by=stddev.`,
  );
}

/** Exchange and currencies in any case and whole; every word of `q` somewhere in the name (`btc/usd`, `kraken eth`). */
function filterOf(
  snapshot: Snapshot,
  { exchange, base, quote, dimensions, q }: RankingQuery,
): (dimension: Dimension) => boolean {
  const names = dimensions && new Set(dimensions.map((name) => lookUpDimension(snapshot, name)?.name));
  // Each word once: a text of 200 characters may repeat one a hundred times.
  const words = [...new Set(foldName(q ?? '').split(/[\s/]+/))].filter((word) => word !== '');
  const isAnyOr = (wanted: string | undefined) => {
    const folded = wanted && foldName(wanted);
    return (value: string) => folded === undefined || foldName(value) === folded;
  };
  const [exchangeFits, baseFits, quoteFits] = [isAnyOr(exchange), isAnyOr(base), isAnyOr(quote)];
  return (dimension) =>
    exchangeFits(dimension.exchange) &&
    baseFits(dimension.base) &&
    quoteFits(dimension.quote) &&
    (names === undefined || names.has(dimension.name)) &&
    holdsAll(dimension, words);
}

function holdsAll(dimension: Dimension, words: readonly string[]): boolean {
  if (words.length === 0) return true;
  const text = searchText(dimension);
  return words.every((word) => text.includes(word));
}

/** A name as people read it, and as addresses have it where that is percent-encoded. */
function searchText({ name, exchange, base, quote }: Dimension): string {
  const readable = `${exchange}:${base}-${quote}`;
  return foldName(readable === name ? name : `${readable} ${name}`);
}
