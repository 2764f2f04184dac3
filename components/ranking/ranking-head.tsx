'use client';

import type { RankingColumn } from './ranking-columns';
import { FILTERS_FORM } from './ranking-filters';
import { firstOrder, type RankingState, sortValue } from './ranking-state';
import { showRanking } from './use-ranking-state';

interface Props {
  column: RankingColumn;
  state: RankingState;
}

/**
 * The head of a column: a button that sorts by it, and once it is sorted, the other way round. Without scripts it sends
 * the form of the filters.
 */
export function RankingHead({ column, state }: Props) {
  const { sort, label, means, isText, className } = column;
  const active = state.sort === sort;
  const first = firstOrder(sort);
  const next = active && state.order === first ? (first === 'asc' ? 'desc' : 'asc') : first;
  return (
    <th
      scope="col"
      aria-sort={active ? (state.order === 'asc' ? 'ascending' : 'descending') : undefined}
      className={`font-normal ${isText ? 'text-left' : 'text-right'} ${className}`}
    >
      <button
        type="submit"
        form={FILTERS_FORM}
        name="sort"
        value={sortValue(sort, next)}
        title={`Sort by ${means}`}
        onClick={(event) => {
          event.preventDefault();
          showRanking({ ...state, sort, order: next });
        }}
        className={`target cursor-pointer whitespace-nowrap hover:text-ink ${active ? 'font-medium text-ink' : 'text-muted'}`}
      >
        {label}
        {active && <span aria-hidden="true">{state.order === 'asc' ? ' ↑' : ' ↓'}</span>}
      </button>
    </th>
  );
}
