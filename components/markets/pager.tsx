import Link from 'next/link';
import { formatCount } from '@/components/format/number';
import { PAGE_ROWS, type RankingState, rankingCsvPath, rankingPath } from './ranking-state';

/** Which rows these are, the way to the others, and all of them as a file. */
export function Pager({ state, total }: { state: RankingState; total: number }) {
  const from = (state.page - 1) * PAGE_ROWS + 1;
  const to = Math.min(total, state.page * PAGE_ROWS);
  return (
    <nav aria-label="Pages of the ranking" className="flex flex-wrap items-center gap-x-5 py-2 text-muted">
      <p>
        <span className="figures">
          {formatCount(from)}–{formatCount(to)}
        </span>{' '}
        of <span className="figures">{formatCount(total)}</span>
      </p>
      {state.page > 1 && <Step to={{ ...state, page: state.page - 1 }} rel="prev" text="← Previous" />}
      {to < total && <Step to={{ ...state, page: state.page + 1 }} rel="next" text="Next →" />}
      <a href={rankingCsvPath(state)} className="target ml-auto underline underline-offset-2 hover:text-ink">
        CSV
      </a>
    </nav>
  );
}

function Step({ to, rel, text }: { to: RankingState; rel: string; text: string }) {
  return (
    <Link href={rankingPath(to)} rel={rel} prefetch={false} className="target text-accent hover:underline">
      {text}
    </Link>
  );
}
