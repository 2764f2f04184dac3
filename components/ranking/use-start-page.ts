'use client';

import { useLayoutEffect, useRef } from 'react';

/**
 * An address may begin at a later page: its rows, which the server rendered at the top of the table, get the others
 * above them once scripts run. The window moves with them, so that nothing is seen to move.
 */
export function useStartPage(offset: number, rowHeight: number, isHydrated: boolean): void {
  const wasRendered = useRef(!isHydrated);
  useLayoutEffect(() => {
    if (!isHydrated || !wasRendered.current) return;
    wasRendered.current = false;
    if (offset > 0) window.scrollBy(0, offset * rowHeight);
  }, [offset, rowHeight, isHydrated]);
}
