'use client';

import { Link } from '@/components/ui/link';
import { Notice } from '@/components/ui/notice';
import type { RankingRow } from '@/lib/queries';
import type { RankingRows } from './ranking-rows';

interface TooYoungProps {
  rows: RankingRows;
  first: readonly RankingRow[];
  leastCount: number;
}

/** In the first hour there are values, and nothing to rank them by. */
export function TooYoung({ rows, first, leastCount }: TooYoungProps) {
  if (rows.ranked > 0 || rows.total === 0 || first.length === 0) return null;
  const most = Math.max(...first.map(({ count }) => count));
  return (
    <Notice title="No ranks yet">
      <p>
        A baseline needs {leastCount} observations; {most} so far. Until then the latest values are shown as
        they come.
      </p>
    </Notice>
  );
}

export function NoSuchPage({ page }: { page: number }) {
  return (
    <Notice title="There is no such page">
      <p>
        The ranking has fewer than {page} pages.{' '}
        <Link className="text-accent underline" href="/">
          Go to its beginning.
        </Link>
      </p>
    </Notice>
  );
}

export function NothingFound() {
  return (
    <Notice title="No market fits">
      <p>
        Nothing is called so, or has a value of this metric.{' '}
        <Link className="text-accent underline" href="/">
          Show all markets.
        </Link>
      </p>
    </Notice>
  );
}
