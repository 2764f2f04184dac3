'use client';

import { type KeyboardEvent, type PointerEvent, useState } from 'react';
import { useZone } from '@/components/time/use-zone';
import { StripBars } from './strip-bars';
import { cellAt, type StripRun } from './strip-runs';
import { stepTo } from './strip-step';
import { cellWords, stripWords } from './strip-words';

interface Props {
  /** What its cells are, neighbours of one state together: a strip has hundreds of cells and few runs. */
  runs: readonly StripRun[];
  cells: number;
  cellSeconds: number;
  name: string;
}

/** A source's last 24 hours, a cell a slot: what is under the pointer, or where the arrow keys led, is told in words. */
export function Strip({ runs, cells, cellSeconds, name }: Props) {
  const zone = useZone();
  const [at, setAt] = useState<number | null>(null);
  const last = cells - 1;
  const cell = cellAt(runs, at ?? last, cellSeconds);
  const told = cell === undefined ? '' : cellWords(cell, cellSeconds, zone);
  const point = (event: PointerEvent<HTMLDivElement>) => {
    const { left, width } = event.currentTarget.getBoundingClientRect();
    const share = (event.clientX - left) / Math.max(1, width);
    setAt(Math.min(last, Math.max(0, Math.floor(share * cells))));
  };
  const step = (event: KeyboardEvent<HTMLDivElement>) => {
    const next = stepTo(event.key, at ?? last, last);
    if (next === null) return;
    event.preventDefault();
    setAt(next);
  };
  return (
    <div className="relative">
      <StripBars
        runs={runs}
        cells={cells}
        label={`${name}, last 24 hours (${zone}): ${stripWords(runs, zone)}`}
      />
      <div
        role="slider"
        tabIndex={0}
        aria-label={`${name}, slot by slot`}
        aria-orientation="horizontal"
        aria-valuemin={0}
        aria-valuemax={last}
        aria-valuenow={at ?? last}
        aria-valuetext={told}
        onPointerMove={point}
        onPointerDown={point}
        onPointerLeave={() => setAt(null)}
        onFocus={() => setAt((now) => now ?? last)}
        onBlur={() => setAt(null)}
        onKeyDown={step}
        className="absolute inset-0 -my-1 touch-pan-y [@media(scripting:none)]:hidden"
      />
      {at !== null && (
        <>
          <span
            aria-hidden="true"
            className="pointer-events-none absolute inset-y-0 w-px bg-ink"
            style={{ left: `${((at + 0.5) / cells) * 100}%` }}
          />
          <p
            aria-hidden="true"
            className="pointer-events-none absolute top-full z-10 mt-1 rounded border border-edge bg-ground px-2 py-0.5 text-xs whitespace-nowrap"
            style={
              at > last / 2
                ? { right: `${(1 - (at + 0.5) / cells) * 100}%` }
                : { left: `${((at + 0.5) / cells) * 100}%` }
            }
          >
            {told}
          </p>
        </>
      )}
    </div>
  );
}
