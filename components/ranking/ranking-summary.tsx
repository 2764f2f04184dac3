'use client';

import { Clock } from '@/components/time/clock';
import { ZoneName } from '@/components/time/zone-name';
import { Digits } from '@/components/ui/digits';
import { formatCount } from '@/lib/format/number';
import type { RankingRows } from './ranking-rows';
import { type RankingState, rankingApiPath } from './ranking-state';

interface Props {
  rows: RankingRows;
  state: RankingState;
  isHydrated: boolean;
  /** Puts the rows to where they belong now. */
  settle: () => void;
}

/** How many markets these are, of when, and all of them as a file. One line, whatever it says: nothing is to move. */
export function RankingSummary({ rows, state, isHydrated, settle }: Props) {
  return (
    <div className="flex min-h-9 items-center gap-x-4 text-muted pointer-coarse:min-h-11">
      <p aria-live="polite" className="min-w-0 truncate">
        {rows.hasFailed ? (
          <span className="text-warn">Could not be loaded. </span>
        ) : (
          <>
            <span className="figures">
              <Digits>{formatCount(rows.total)}</Digits>
            </span>{' '}
            {rows.total === 1 ? 'market' : 'markets'}
            {typeof rows.asOf === 'string' && (
              <span className="max-sm:hidden">
                {', '}figures of{' '}
                <span className="figures">
                  <Clock atMs={Date.parse(rows.asOf)} />
                </span>{' '}
                <ZoneName atMs={Date.parse(rows.asOf)} />
              </span>
            )}
          </>
        )}
      </p>
      {rows.hasFailed && (
        <Action onClick={() => void rows.retry()} title="Load the rows again">
          Try again
        </Action>
      )}
      {rows.isOutOfOrder && (
        <Action
          onClick={settle}
          title="The figures are new, the order is that of before, since you are in the table"
        >
          Sort again
        </Action>
      )}
      {isHydrated && (
        <a href="#after-ranking" className="sr-only focus:not-sr-only">
          Skip the table
        </a>
      )}
      <a
        href={rankingApiPath(state, { format: 'csv' })}
        className="target ml-auto underline underline-offset-2 hover:text-ink"
      >
        CSV
      </a>
    </div>
  );
}

function Action({ onClick, title, children }: { onClick: () => void; title: string; children: string }) {
  return (
    <button
      type="button"
      onClick={onClick}
      title={title}
      className="target cursor-pointer whitespace-nowrap text-accent underline underline-offset-2"
    >
      {children}
    </button>
  );
}
