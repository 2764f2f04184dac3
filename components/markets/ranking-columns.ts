import type { RankingSort } from '@/lib/metrics';
import type { RankingState } from './ranking-state';

export interface RankingColumn {
  sort: RankingSort;
  label: string;
  /** What it means, for the title of the head. */
  means: string;
  isText?: boolean;
  /** On a phone only what fits is shown. */
  className: string;
}

const WIDE = 'max-sm:hidden';

/** The columns of the ranking; of the two deviations a phone shows the one that it is ranked by. */
export function rankingColumns(by: RankingState['by']): RankingColumn[] {
  return [
    { sort: 'rank', label: '#', means: 'rank, 1 is the largest', className: 'w-10' },
    { sort: 'dimension', label: 'market', means: 'exchange and pair', isText: true, className: '' },
    { sort: 'latest', label: 'latest', means: 'the last believed value', className: '' },
    { sort: 'mean', label: '24 h mean', means: 'mean of the baseline', className: WIDE },
    {
      sort: 'stddev',
      label: 'deviation',
      means: 'standard deviation of the baseline',
      className: by === 'stddev' ? '' : WIDE,
    },
    { sort: 'cv', label: 'σ/mean', means: 'standard deviation / mean', className: by === 'cv' ? '' : WIDE },
    { sort: 'ratio', label: 'ratio', means: 'latest / mean', className: 'max-[359px]:hidden' },
    { sort: 'asOf', label: 'age', means: 'age of the latest value', className: WIDE },
  ];
}

/** The order in which a column starts: names and ranks from the first, figures from the largest. */
export function firstOrder(sort: RankingSort): 'asc' | 'desc' {
  return sort === 'rank' || sort === 'dimension' ? 'asc' : 'desc';
}
