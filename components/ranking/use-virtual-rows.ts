'use client';

import { defaultRangeExtractor, type Range, useWindowVirtualizer } from '@tanstack/react-virtual';
import { type RefObject, useLayoutEffect, useRef, useState } from 'react';

/** Rows drawn beyond the window on each side, so that a key or a wheel finds them there. */
const OVERSCAN = 4;
/** Rows come and go so many at a time: each time the whole table is laid out anew, which is most of a frame's work. */
const STEP = 8;

export interface VirtualRows {
  /** The places of the rows to draw, ascending; between two that do not follow each other is a gap. */
  places: readonly number[];
  first: number;
  last: number;
  isScrolling: boolean;
  /** Scrolls no further than it must for the row of this place to be in sight. */
  reveal(place: number): void;
}

/** Which of `count` rows of equal height are in sight as the window scrolls; the row with the focus stays drawn. */
export function useVirtualRows(
  body: RefObject<HTMLElement | null>,
  count: number,
  rowHeight: number,
  focused: RefObject<number | null>,
): VirtualRows {
  const [margin, setMargin] = useState(0);
  const measured = useRef(rowHeight);
  const virtualizer = useWindowVirtualizer({
    count,
    estimateSize: () => rowHeight,
    overscan: OVERSCAN,
    scrollMargin: margin,
    rangeExtractor: (range) => withFocused(defaultRangeExtractor(inSteps(range)), focused.current, count),
  });
  useLayoutEffect(() => {
    if (measured.current !== rowHeight) virtualizer.measure();
    measured.current = rowHeight;
  }, [virtualizer, rowHeight]);
  useLayoutEffect(() => {
    const measure = () => {
      if (body.current !== null)
        setMargin(Math.round(body.current.getBoundingClientRect().top + window.scrollY));
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(document.body);
    return () => observer.disconnect();
  }, [body]);
  const range = virtualizer.calculateRange();
  return {
    places: virtualizer.getVirtualIndexes(),
    first: range?.startIndex ?? 0,
    last: Math.min(count - 1, range?.endIndex ?? 0),
    isScrolling: virtualizer.isScrolling,
    reveal: (place) => virtualizer.scrollToIndex(place, { align: 'auto' }),
  };
}

function inSteps({ startIndex, endIndex, count, ...rest }: Range): Range {
  const first = Math.floor(startIndex / STEP) * STEP;
  const last = Math.ceil((endIndex + 1) / STEP) * STEP - 1;
  return { ...rest, count, startIndex: first, endIndex: Math.min(count - 1, last) };
}

function withFocused(places: number[], focused: number | null, count: number): number[] {
  if (focused === null || focused >= count || places.includes(focused)) return places;
  return [...places, focused].sort((a, b) => a - b);
}
