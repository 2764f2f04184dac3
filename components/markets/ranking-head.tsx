import Link from 'next/link';
import { firstOrder, type RankingColumn } from './ranking-columns';
import { type RankingState, rankingPath } from './ranking-state';

interface Props {
  column: RankingColumn;
  state: RankingState;
}

/** The head of a column: a link that sorts by it, and once it is sorted, the other way round. */
export function RankingHead({ column, state }: Props) {
  const { sort, label, means, isText, className } = column;
  const order = state.order ?? firstOrder(state.sort);
  const active = state.sort === sort;
  const first = firstOrder(sort);
  const next = active && order === first ? (first === 'asc' ? 'desc' : 'asc') : undefined;
  return (
    <th
      scope="col"
      aria-sort={active ? (order === 'asc' ? 'ascending' : 'descending') : undefined}
      className={`px-1 font-normal sm:px-2 first:pl-0 last:pr-0 ${isText ? 'text-left' : 'text-right'} ${className}`}
    >
      <Link
        href={rankingPath({ ...state, sort, order: next, page: 1 })}
        title={`Sort by ${means}`}
        prefetch={false}
        scroll={false}
        className={`target whitespace-nowrap hover:text-ink ${active ? 'font-medium text-ink' : 'text-muted'}`}
      >
        {label}
        {active && <span aria-hidden="true">{order === 'asc' ? ' ↑' : ' ↓'}</span>}
      </Link>
    </th>
  );
}
