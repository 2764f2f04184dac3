import Link from 'next/link';
import { exchangeName, marketPath } from '@/components/format/market-name';
import { formatPercent, formatRatio } from '@/components/format/number';
import { Figure } from '@/components/ui/figure';
import type { RankingRow as Row } from '@/lib/metrics';
import { MIN_BASELINE_COUNT } from '@/lib/series';
import { Age } from './age';
import { QualityBadge } from './quality-badge';
import type { RankingColumn } from './ranking-columns';
import type { RankingState } from './ranking-state';

interface Props {
  row: Row;
  columns: readonly RankingColumn[];
  state: RankingState;
  nowMs: number;
  staleAfterMs: number;
}

export function RankingRow({ row, columns, state, nowMs, staleAfterMs }: Props) {
  return (
    <tr className="border-b border-hairline hover:bg-raised">
      {columns.map((column) =>
        column.isText ? (
          <th
            key={column.sort}
            scope="row"
            className={`px-1 py-1 text-left sm:px-2 font-normal ${column.className}`}
          >
            <Market row={row} metric={state.metric} />
          </th>
        ) : (
          <td
            key={column.sort}
            className={`px-1 py-1 text-right sm:px-2 whitespace-nowrap first:pl-0 last:pr-0 ${column.className}`}
          >
            <Cell sort={column.sort} row={row} by={state.by} nowMs={nowMs} staleAfterMs={staleAfterMs} />
          </td>
        ),
      )}
    </tr>
  );
}

function Market({ row, metric }: { row: Row; metric: string }) {
  return (
    <span className="flex flex-wrap items-center gap-x-2">
      <Link
        href={marketPath(row.dimension, metric)}
        prefetch={false}
        className="group flex min-h-11 flex-col justify-center gap-x-2 sm:min-h-8 sm:flex-row sm:items-center pointer-coarse:min-h-11"
      >
        <span className="font-medium break-all group-hover:text-accent group-hover:underline">
          {row.base}-{row.quote}
        </span>{' '}
        <span className="text-xs text-muted sm:text-sm">{exchangeName(row.exchange)}</span>
      </Link>
      <QualityBadge quality={row.quality} />
    </span>
  );
}

interface CellProps extends Pick<Props, 'row' | 'nowMs' | 'staleAfterMs'> {
  sort: RankingColumn['sort'];
  by: RankingState['by'];
}

function Cell({ sort, row, by, nowMs, staleAfterMs }: CellProps) {
  if (sort === 'rank')
    return <Figure value={row.rank[by]} format={(rank) => (rank === null ? '–' : String(rank))} />;
  if (sort === 'mean' && row.mean === null) return <TooFew count={row.count} />;
  if (sort === 'cv') return <Figure value={row.cv} format={formatPercent} />;
  if (sort === 'ratio') return <Figure value={row.ratio} format={formatRatio} />;
  if (sort === 'asOf') return <Age asOf={row.asOf} nowMs={nowMs} staleAfterMs={staleAfterMs} />;
  if (sort === 'latest' || sort === 'mean' || sort === 'stddev') return <Figure value={row[sort]} />;
  return null;
}

function TooFew({ count }: { count: number }) {
  return (
    <span
      className="text-xs text-muted"
      title={`A baseline needs ${MIN_BASELINE_COUNT} observations; ${count} so far`}
    >
      {count} of {MIN_BASELINE_COUNT}
    </span>
  );
}
