import { formatCount } from '@/components/format/number';
import type { Ranking } from '@/lib/metrics';
import { rankingColumns } from './ranking-columns';
import { RankingHead } from './ranking-head';
import { RankingRow } from './ranking-row';
import type { RankingState } from './ranking-state';

interface Props {
  ranking: Ranking;
  state: RankingState;
  nowMs: number;
  staleAfterMs: number;
}

export function RankingTable({ ranking, state, nowMs, staleAfterMs }: Props) {
  const columns = rankingColumns(state.by);
  return (
    <table className="ranking w-full border-collapse">
      <caption className="sr-only">
        {`Markets by ${state.metric}, rows ${formatCount(ranking.offset + 1)} to ` +
          `${formatCount(ranking.offset + ranking.rows.length)} of ${formatCount(ranking.total)}. ` +
          'A dash is a figure that is not known.'}
      </caption>
      <thead className="sticky top-0 z-1 bg-ground shadow-[inset_0_-1px_var(--edge)]">
        <tr>
          {columns.map((column) => (
            <RankingHead key={column.sort} column={column} state={state} />
          ))}
        </tr>
      </thead>
      <tbody>
        {ranking.rows.map((row) => (
          <RankingRow
            key={row.dimension}
            row={row}
            columns={columns}
            state={state}
            nowMs={nowMs}
            staleAfterMs={staleAfterMs}
          />
        ))}
      </tbody>
    </table>
  );
}
