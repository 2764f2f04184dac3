'use client';

import { useMemo, useRef } from 'react';
import type { Ranking } from '@/lib/queries';
import { Pager } from './pager';
import type { RankingChoices } from './ranking-choices';
import { RankingFilters } from './ranking-filters';
import { NoSuchPage, NothingFound, TooYoung } from './ranking-notices';
import type { RankingRows } from './ranking-rows';
import type { RankingState } from './ranking-state';
import { RankingSummary } from './ranking-summary';
import { RankingTable } from './ranking-table';
import { useFreshRows } from './use-fresh-rows';
import { useHold } from './use-hold';
import { useHydrated } from './use-hydrated';
import { usePinnedRows } from './use-pinned-rows';
import { useRankingRows } from './use-ranking-rows';
import { useRankingState } from './use-ranking-state';
import { useRowHeight } from './use-row-height';
import { useSparks } from './use-sparks';
import { useStartPage } from './use-start-page';
import { useVirtualRows } from './use-virtual-rows';

interface Props {
  /** The first rows, as the server rendered them for the address of then: `rendered`. */
  ranking: Ranking;
  rendered: RankingState;
  choices: RankingChoices;
  renderedMs: number;
  staleAfterMs: number;
  /** A baseline of fewer observations is none. */
  leastCount: number;
}

/** The ranking with its filters: what the server rendered, and from then on whatever is in sight. */
export function RankingView(props: Props) {
  const { ranking, rendered, choices, renderedMs, staleAfterMs, leastCount } = props;
  const isHydrated = useHydrated();
  const state = useRankingState(choices);
  const { rows, isCurrent, version } = useRankingRows(state, ranking, rendered);
  const body = useRef<HTMLTableSectionElement>(null);
  const focused = useRef<number | null>(null);
  const isHeld = useHold(body);
  const rowHeight = useRowHeight();
  const virtual = useVirtualRows(body, rows.total, rowHeight, focused);
  const asRendered = ranking.rows.map((_, i) => ranking.offset + i);
  const places = isHydrated && virtual.places.length > 0 ? virtual.places : asRendered;
  const pinned = usePinnedRows(state, rows.asOf ?? null);
  useFreshRows(rows, virtual, ranking.asOf, isHeld);
  useSparks(state.metric, rows.asOf ?? null, namesIn(rows, virtual, pinned));
  useStartPage(ranking.offset, rowHeight, isHydrated);

  const settle = () => void rows.settle(virtual.first, virtual.last);
  const { metric, by } = state;
  // The same object while it says the same: no row is drawn again for what is not its own.
  const look = useMemo(
    () => ({ metric, by, renderedMs, staleAfterMs, leastCount }),
    [metric, by, renderedMs, staleAfterMs, leastCount],
  );
  const isEmpty = isCurrent && rows.total === 0;
  return (
    <section aria-label="Ranking" aria-busy={!isCurrent} className="page">
      <RankingFilters state={state} choices={choices} />
      <RankingSummary rows={rows} state={state} isHydrated={isHydrated} settle={settle} />
      <TooYoung rows={rows} first={ranking.rows} leastCount={leastCount} />
      {ranking.rows.length === 0 && ranking.total > 0 && <NoSuchPage page={rendered.page} />}
      {isEmpty && <NothingFound />}
      {(!isEmpty || pinned.length > 0) && (
        <div className={isCurrent ? '' : 'opacity-60'}>
          <RankingTable
            {...{ rows, version, state, look, pinned, places, isHydrated, body }}
            onPlace={(place) => {
              focused.current = place;
            }}
            onLeave={() => {
              // The focus or the mouse may have gone from one row to another.
              setTimeout(() => isHeld() || settle());
            }}
            reveal={virtual.reveal}
          />
        </div>
      )}
      {!isHydrated && <Pager state={rendered} total={ranking.total} />}
    </section>
  );
}

/** Rounded, so that the windows of many who look at the same part ask for the same, which caches have. */
const STEP = 10;

function namesIn(
  rows: RankingRows,
  { first, last }: { first: number; last: number },
  pinned: readonly { name: string; row: unknown }[],
): string[] {
  const names = pinned.filter(({ row }) => row !== undefined).map(({ name }) => name);
  const end = Math.min(rows.total, Math.ceil((last + 1) / STEP) * STEP);
  for (let place = Math.floor(first / STEP) * STEP; place < end; place++) {
    const row = rows.at(place);
    if (row !== undefined) names.push(row.dimension);
  }
  return [...new Set(names)];
}
