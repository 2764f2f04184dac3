'use client';

import { type CSSProperties, type RefObject, useRef } from 'react';
import { formatCount } from '@/lib/format/number';
import { PinnedRows } from './pinned-rows';
import { AGE_COLUMN, rankingColumns } from './ranking-columns';
import { RankingHead } from './ranking-head';
import { RankingRow, type RowLook } from './ranking-row';
import type { RankingRows } from './ranking-rows';
import type { RankingState } from './ranking-state';
import { sparkOf } from './spark-store';
import type { PinnedMarket } from './use-pinned-rows';
import { RANKING_TABLE } from './use-ranking-state';

interface Props {
  rows: RankingRows;
  /** Of the rows: they change without becoming others. */
  version: number;
  state: RankingState;
  look: RowLook;
  pinned: readonly PinnedMarket[];
  /** Which rows are drawn. */
  places: readonly number[];
  isHydrated: boolean;
  body: RefObject<HTMLTableSectionElement | null>;
  onPlace: (place: number | null) => void;
  onLeave: () => void;
  reveal: (place: number) => void;
}

/** The ranking: pinned markets, then those of the rows that are in sight, with gaps as high as the others. */
export function RankingTable(props: Props) {
  const { rows, state, look, pinned, places, isHydrated, body } = props;
  const columns = rankingColumns(state.by);
  return (
    <table id={RANKING_TABLE} aria-rowcount={isHydrated ? rows.total + 1 : undefined} className="ranking">
      <caption className="sr-only">
        {`Markets by ${state.metric}, ${formatCount(rows.total)} of them. Arrow keys move between rows. `}
        {'A dash is a figure that is not known.'}
      </caption>
      <thead className="sticky top-0 z-1 bg-ground shadow-[inset_0_-1px_var(--edge)]">
        <tr aria-rowindex={isHydrated ? 1 : undefined}>
          <td className="w-8 pointer-coarse:w-11" />
          {columns.map((column) => (
            <RankingHead key={column.sort} column={column} state={state} />
          ))}
          <th scope="col" className="spark-column text-right font-normal text-muted">
            24 h
          </th>
          <RankingHead column={AGE_COLUMN} state={state} />
        </tr>
      </thead>
      <PinnedRows markets={pinned} look={look} isHydrated={isHydrated} />
      <Body {...props} look={look} rows={rows} places={places} body={body} />
    </table>
  );
}

function Body({ rows, look, places, isHydrated, body, onPlace, onLeave, reveal }: Props) {
  const focusPlace = useFocusPlace(body, reveal);
  const lastPlace = places.at(-1) ?? -1;
  return (
    <tbody
      ref={body}
      onFocus={(event) => onPlace(placeOf(event.target))}
      onBlur={() => {
        onPlace(null);
        onLeave();
      }}
      onPointerLeave={onLeave}
      onKeyDown={(event) => {
        const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
        const place = placeOf(event.target);
        if (step === 0 || place === null || event.altKey || event.ctrlKey || event.metaKey) return;
        event.preventDefault();
        focusPlace(Math.min(rows.total - 1, Math.max(0, place + step)));
      }}
    >
      {places.map((place, i) => {
        const row = rows.at(place);
        const missed = isHydrated ? place - (i === 0 ? 0 : (places[i - 1] ?? 0) + 1) : 0;
        return [
          missed > 0 && <Gap key={`gap ${place}`} count={missed} />,
          row === undefined ? (
            <tr key={place} aria-rowindex={place + 2} data-place={place} aria-busy="true">
              <td />
              <td className="text-muted">…</td>
            </tr>
          ) : (
            <RankingRow
              key={`${place} ${row.dimension}`}
              row={row}
              look={look}
              spark={sparkOf(look.metric, row.dimension)}
              place={place}
            />
          ),
        ];
      })}
      {isHydrated && lastPlace + 1 < rows.total && <Gap count={rows.total - lastPlace - 1} />}
    </tbody>
  );
}

function Gap({ count }: { count: number }) {
  const style: CSSProperties & { '--rows': number } = { '--rows': count };
  return (
    <tr className="gap" style={style}>
      <td />
    </tr>
  );
}

function placeOf(target: EventTarget): number | null {
  const row = target instanceof Element ? target.closest('tr[data-place]') : null;
  const place = Number.parseInt(row?.getAttribute('data-place') ?? '', 10);
  return Number.isNaN(place) ? null : place;
}

/** Moves the focus to the market of a row, which may have to be drawn first. */
function useFocusPlace(body: RefObject<HTMLElement | null>, reveal: (place: number) => void) {
  const waiting = useRef(0);
  const linkOf = (place: number) =>
    body.current?.querySelector<HTMLElement>(`tr[data-place="${place}"] a[data-market]`);
  return (place: number) => {
    cancelAnimationFrame(waiting.current);
    const link = linkOf(place);
    if (link) return link.focus();
    reveal(place);
    waiting.current = requestAnimationFrame(() => linkOf(place)?.focus());
  };
}
