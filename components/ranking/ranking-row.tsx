'use client';

import { memo, type ReactNode } from 'react';
import { Spark } from '@/components/chart/spark';
import { Age } from '@/components/live/age';
import { Figure } from '@/components/ui/figure';
import { exchangeName } from '@/lib/format/market-name';
import { formatNarrow, formatPercent, formatRatio } from '@/lib/format/number';
import type { RankingRow as Row, SparkLine } from '@/lib/queries';
import { MarketCell } from './market-cell';
import { PinButton } from './pin-button';
import { AGE_COLUMN, rankingColumns } from './ranking-columns';
import { sparkLabel } from './spark-label';

/** What all rows of a table have in common. */
export interface RowLook {
  metric: string;
  by: 'stddev' | 'cv';
  renderedMs: number;
  staleAfterMs: number;
  /** A baseline of fewer observations is none. */
  leastCount: number;
}

interface Props {
  row: Row;
  look: RowLook;
  spark: SparkLine | undefined;
  /** Its place in the ranking, from 0; absent outside of it. */
  place?: number;
}

export const RankingRow = memo(function RankingRow({ row, look, spark, place }: Props) {
  const { metric, by, renderedMs, staleAfterMs } = look;
  const name = `${row.base}-${row.quote} ${exchangeName(row.exchange)}`;
  return (
    <tr
      aria-rowindex={place === undefined ? undefined : place + 2}
      data-place={place}
      className="hover:bg-raised"
    >
      <td>
        <PinButton dimension={row.dimension} label={name} />
      </td>
      {rankingColumns(by).map(({ sort, isText, className }) =>
        isText ? (
          <th key={sort} scope="row" className="text-left font-normal">
            <MarketCell row={row} metric={metric} by={by} />
          </th>
        ) : (
          <td key={sort} className={`text-right ${className}`}>
            <Cell sort={sort} row={row} look={look} />
          </td>
        ),
      )}
      <td className="spark-column">{spark && <Spark line={spark} label={sparkLabel(spark.values)} />}</td>
      <td className={`text-right ${AGE_COLUMN.className}`}>
        <Age asOf={row.asOf} nowMs={renderedMs} staleAfterMs={staleAfterMs} />
      </td>
    </tr>
  );
});

function Cell({ sort, row, look }: { sort: string; row: Row; look: RowLook }): ReactNode {
  if (sort === 'rank') return <Figure value={row.rank[look.by]} format={plain} />;
  if (sort === 'mean')
    return row.mean === null ? (
      <TooFew row={row} look={look} />
    ) : (
      <Figure value={row.mean} format={formatNarrow} />
    );
  if (sort === 'cv') return <Figure value={row.cv} format={formatPercent} />;
  if (sort === 'ratio') return <Figure value={row.ratio} format={formatRatio} />;
  if (sort === 'stddev') return <Figure value={row.stddev} format={formatNarrow} />;
  return (
    <>
      <Figure value={row.latest} format={formatNarrow} />
      <span className="block text-xs leading-4 text-muted sm:hidden">
        <Figure value={row.ratio} format={formatRatio} />
      </span>
    </>
  );
}

function plain(rank: number | null): string {
  return rank === null ? '–' : String(rank);
}

function TooFew({ row: { count }, look: { leastCount } }: { row: Row; look: RowLook }) {
  return (
    <span
      className="text-xs text-muted"
      title={`A baseline needs ${leastCount} observations; ${count} so far`}
    >
      {count} of {leastCount}
    </span>
  );
}
