import type { RankingState, Sort } from './ranking-state';

export interface RankingColumn {
  sort: Sort;
  label: string;
  /** What it means, for the title of the head. */
  means: string;
  isText?: boolean;
  /** How wide it is, and where there is no room for it. */
  className: string;
}

const FROM_SM = 'max-sm:hidden';
const FROM_LG = 'max-lg:hidden';

/** The columns of the ranking; of the two deviations a small screen shows the one that it is ranked by. */
export function rankingColumns(by: RankingState['by']): RankingColumn[] {
  return [
    { sort: 'rank', label: '#', means: 'rank, 1 is the largest', className: `sm:w-14 ${FROM_SM}` },
    { sort: 'dimension', label: 'market', means: 'exchange and pair', isText: true, className: '' },
    { sort: 'latest', label: 'latest', means: 'the last believed value', className: 'w-22 sm:w-30' },
    { sort: 'mean', label: '24 h mean', means: 'mean of the baseline', className: `lg:w-30 ${FROM_LG}` },
    {
      sort: 'stddev',
      label: 'deviation',
      means: 'standard deviation of the baseline',
      className: by === 'stddev' ? 'w-22 sm:w-28' : `lg:w-28 ${FROM_LG}`,
    },
    {
      sort: 'cv',
      label: 'σ/mean',
      means: 'standard deviation / mean',
      className: by === 'cv' ? 'w-15 sm:w-22' : `lg:w-22 ${FROM_LG}`,
    },
    { sort: 'ratio', label: 'ratio', means: 'latest / mean', className: `sm:w-22 ${FROM_SM}` },
  ];
}

/** After the line of the last day. */
export const AGE_COLUMN: RankingColumn = {
  sort: 'asOf',
  label: 'age',
  means: 'age of the latest value',
  className: `lg:w-34 ${FROM_LG}`,
};
