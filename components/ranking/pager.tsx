import { Digits } from '@/components/ui/digits';
import { formatCount } from '@/lib/format/number';
import { PAGE_ROWS, type RankingState, rankingPath } from './ranking-state';

/** Where nothing is loaded by scrolling: which rows these are, and the way to the others. */
export function Pager({ state, total }: { state: RankingState; total: number }) {
  const from = (state.page - 1) * PAGE_ROWS + 1;
  const to = Math.min(total, state.page * PAGE_ROWS);
  if (from > total) return null;
  return (
    <nav aria-label="Pages of the ranking" className="flex flex-wrap items-center gap-x-5 py-2 text-muted">
      <p>
        <span className="figures">
          <Digits>{`${formatCount(from)}–${formatCount(to)}`}</Digits>
        </span>{' '}
        of{' '}
        <span className="figures">
          <Digits>{formatCount(total)}</Digits>
        </span>
      </p>
      {state.page > 1 && <Step to={{ ...state, page: state.page - 1 }} rel="prev" text="← Previous" />}
      {to < total && <Step to={{ ...state, page: state.page + 1 }} rel="next" text="Next →" />}
    </nav>
  );
}

function Step({ to, rel, text }: { to: RankingState; rel: string; text: string }) {
  return (
    <a href={rankingPath(to)} rel={rel} className="target text-accent hover:underline">
      {text}
    </a>
  );
}
