'use client';

import { type RefObject, useCallback } from 'react';

/** Tells whether somebody is about to use a row: the mouse is over one, the focus is in one, or text is chosen. */
export function useHold(body: RefObject<HTMLElement | null>): () => boolean {
  return useCallback(() => {
    const element = body.current;
    if (element === null) return false;
    const hovers = window.matchMedia('(hover: hover)').matches && element.matches(':hover');
    const chosen = window.getSelection();
    const choosing = chosen !== null && !chosen.isCollapsed && element.contains(chosen.anchorNode);
    return hovers || choosing || element.contains(document.activeElement);
  }, [body]);
}
