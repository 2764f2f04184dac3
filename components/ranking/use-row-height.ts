'use client';

import { useLayoutEffect, useState } from 'react';

const USUAL_PX = 36;

/**
 * How high a row of the ranking is, px: the style sheet says so, by the width of the window and the kind of pointer. Read
 * when that may have changed, not with each step of a scroll.
 */
export function useRowHeight(): number {
  const [height, setHeight] = useState(USUAL_PX);
  useLayoutEffect(() => {
    const measure = () => {
      const written = getComputedStyle(document.documentElement).getPropertyValue('--row');
      setHeight(Number.parseFloat(written) || USUAL_PX);
    };
    measure();
    window.addEventListener('resize', measure);
    return () => window.removeEventListener('resize', measure);
  }, []);
  return height;
}
