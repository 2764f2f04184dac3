'use client';

import { type RefObject, useSyncExternalStore } from 'react';

const USUAL_PX = 36;

/** How high a row of this table is, px: the style sheet says so, by the width of the window and the kind of pointer. */
export function useRowHeight(table: RefObject<HTMLElement | null>): number {
  return useSyncExternalStore(
    subscribe,
    () => {
      const written = table.current && getComputedStyle(table.current).getPropertyValue('--row');
      return Number.parseFloat(written ?? '') || USUAL_PX;
    },
    () => USUAL_PX,
  );
}

function subscribe(listener: () => void): () => void {
  window.addEventListener('resize', listener);
  return () => window.removeEventListener('resize', listener);
}
