'use client';

import { type KeyboardEvent, type PointerEvent, useMemo, useState } from 'react';
import type { ChartData } from '@/components/chart';
import { chartRows, nearestRow } from '@/components/chart/chart-rows';

export interface Selection {
  fromMs: number;
  toMs: number;
}

/** A selection of less than this share of the span is a slip of the hand. */
const MIN_SHARE = 0.01;
const PAGE_ROWS = 12;

/**
 * A crosshair and a selection over a chart's rows. Both are kept as times, so that they stay where they are when the
 * data moves on beneath them. `timeAt` turns a place on the screen into a time; `onSelect` is told a finished selection.
 */
export function useCrosshair(
  data: ChartData,
  timeAt: (clientX: number) => number,
  onSelect: (selection: Selection) => void,
) {
  const rows = useMemo(() => chartRows(data), [data]);
  const [activeMs, setActiveMs] = useState<number | null>(null);
  const [anchorMs, setAnchorMs] = useState<number | null>(null);
  const [isDragging, setDragging] = useState(false);

  const inside = activeMs !== null && activeMs >= data.fromMs && activeMs <= data.toMs;
  const index = inside ? nearestRow(rows, activeMs) : -1;
  const row = rows[index];
  const headMs = row?.atMs ?? null;
  const selection =
    anchorMs === null || headMs === null || anchorMs === headMs
      ? null
      : { fromMs: Math.min(anchorMs, headMs), toMs: Math.max(anchorMs, headMs) };

  function moveTo(next: number, isSelecting: boolean) {
    const target = rows[Math.max(0, Math.min(rows.length - 1, next))];
    if (target === undefined) return;
    if (!isSelecting) setAnchorMs(null);
    else if (anchorMs === null) setAnchorMs(headMs ?? target.atMs);
    setActiveMs(target.atMs);
  }

  function finish() {
    setDragging(false);
    setAnchorMs(null);
    if (selection === null || selection.toMs - selection.fromMs < MIN_SHARE * (data.toMs - data.fromMs))
      return;
    setActiveMs(null);
    onSelect(selection);
  }

  function onKeyDown(event: KeyboardEvent) {
    const from = index < 0 ? rows.length - 1 : index;
    const steps: Record<string, number> = {
      ArrowLeft: from - 1,
      ArrowDown: from - 1,
      ArrowRight: from + 1,
      ArrowUp: from + 1,
      PageDown: from - PAGE_ROWS,
      PageUp: from + PAGE_ROWS,
      Home: 0,
      End: rows.length - 1,
    };
    const next = steps[event.key];
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    if (next !== undefined) moveTo(next, event.shiftKey);
    else if (event.key === 'Enter') finish();
    else if (event.key === 'Escape') {
      setAnchorMs(null);
      setActiveMs(null);
    } else return;
    event.preventDefault();
  }

  const handlers = {
    onKeyDown,
    onFocus: () => {
      if (activeMs === null) setActiveMs(rows.at(-1)?.atMs ?? null);
    },
    onBlur: () => {
      setAnchorMs(null);
      setActiveMs(null);
    },
    onPointerDown: (event: PointerEvent) => {
      const atMs = timeAt(event.clientX);
      setActiveMs(atMs);
      // A finger scrolls the page and reads values; it selects by the buttons.
      if (event.pointerType === 'touch' || event.button !== 0) return;
      event.currentTarget.setPointerCapture(event.pointerId);
      setAnchorMs(rows[nearestRow(rows, atMs)]?.atMs ?? null);
      setDragging(true);
    },
    onPointerMove: (event: PointerEvent) => setActiveMs(timeAt(event.clientX)),
    onPointerUp: () => {
      if (isDragging) finish();
    },
    onPointerCancel: () => {
      setDragging(false);
      setAnchorMs(null);
    },
    onPointerLeave: (event: PointerEvent) => {
      const hasFocus = event.currentTarget === document.activeElement;
      if (event.pointerType === 'mouse' && !isDragging && !hasFocus) setActiveMs(null);
    },
  };
  return { rows, index, row, selection, handlers };
}
