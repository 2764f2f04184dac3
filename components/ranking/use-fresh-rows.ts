'use client';

import { useEffect, useRef } from 'react';
import { useLive } from '@/components/live/use-live';
import type { RankingRows } from './ranking-rows';

interface Sight {
  first: number;
  last: number;
}

/** Where the window moves further than this between two looks, what it passes is not fetched. */
const NEAR_ROWS = 30;
const AHEAD_ROWS = 40;
const SETTLED_MS = 120;

/**
 * Keeps the rows in sight: fetches them as the window comes near, and anew once the server has newer figures than
 * `rows`. `slot` is that of what the server rendered last.
 */
export function useFreshRows(
  rows: RankingRows,
  { first, last }: Sight,
  slot: string | null,
  isHeld: () => boolean,
): void {
  // Each answer is an object of its own: what could not be had is tried again with the next.
  const { status } = useLive();
  const sight = useRef({ first, last });

  // After each render: there is one whenever the window has moved or rows have come.
  useEffect(() => {
    const isNear = Math.abs(first - sight.current.first) < NEAR_ROWS;
    sight.current = { first, last };
    const want = () =>
      void rows.want(Math.max(0, first - AHEAD_ROWS), Math.min(rows.total - 1, last + AHEAD_ROWS));
    if (rows.asOf === undefined || rows.total === 0) return;
    if (isNear) return want();
    const timer = setTimeout(want, SETTLED_MS);
    return () => clearTimeout(timer);
  });

  useEffect(() => {
    if (rows.hasFailed) void rows.retry();
    const isNewer = (at: string | null | undefined) => (at ?? '') > (rows.asOf ?? '');
    if (rows.asOf === undefined || !(isNewer(status?.collection?.slot) || isNewer(slot))) return;
    void rows.renew(sight.current.first, sight.current.last, isHeld);
  }, [rows, status, slot, isHeld]);
}
