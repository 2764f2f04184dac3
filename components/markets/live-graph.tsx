'use client';

import { useRouter } from 'next/navigation';
import { type ComponentType, useCallback, useEffect, useRef, useState } from 'react';
import { type ChartData, LineChart } from '@/components/chart';
import type { InteractiveChart } from '@/components/chart/interactive-chart';
import { chartLayout } from '@/components/chart/layout';
import { useZone } from '@/components/time/use-zone';
import { useDigits } from '@/lib/format/use-digits';
import { GraphReadout, readoutText } from './graph-readout';
import { GRAPH_SIZES, sizeFor } from './graph-sizes';
import { type MarketState, marketStatePath } from './market-paths';
import { useCrosshair } from './use-crosshair';
import { useWidth } from './use-width';

interface Props {
  data: ChartData;
  /** What it shows, in a sentence. */
  label: string;
  unit: string;
  /** The market, by its name and as it is written. */
  dimension: string;
  name: string;
  state: MarketState;
}

type Interactive = ComponentType<Parameters<typeof InteractiveChart>[0]>;

/**
 * The graph with a crosshair and a selection that zooms in. Drawn whole by the server for every width. Recharts comes
 * with the first look at a value, and takes that drawing's place: half of the page's work was for who only reads it.
 * Should it not come, the drawing stays, and the values are read all the same.
 */
export function LiveGraph({ data, label, unit, dimension, name, state }: Props) {
  const router = useRouter();
  const zone = useZone();
  const digits = useDigits();
  const place = useRef<HTMLDivElement>(null);
  const width = useWidth(place);
  const size = width === null ? null : sizeFor(width);
  const [Chart, setChart] = useState<Interactive | null>(null);
  const [isDrawn, setDrawn] = useState(false);
  const timeAt = (clientX: number) => {
    const box = place.current?.getBoundingClientRect();
    if (box === undefined || size === null || box.width === 0) return data.toMs;
    const { x } = chartLayout(data, size, zone, digits);
    return x.invert(((clientX - box.left) / box.width) * size.width).getTime();
  };
  const { rows, index, row, selection, handlers } = useCrosshair(data, timeAt, (span) =>
    router.push(marketStatePath(dimension, { ...state, span }), { scroll: false }),
  );
  const isUsed = row !== undefined || selection !== null;
  useEffect(() => {
    if (!isUsed) return;
    import('@/components/chart/interactive-chart').then(
      (loaded) => setChart(() => loaded.InteractiveChart),
      () => undefined,
    );
  }, [isUsed]);
  const onReady = useCallback(() => setDrawn(true), []);
  const said = { unit, name, zone, digits, baseline: data.baseline, compared: data.compared };
  const shown = row ?? rows.at(-1);
  const selected = selection === null ? '' : `, ${rowsIn(rows, selection)} values selected`;
  const showsStatic = Chart === null || size === null || !isDrawn;
  return (
    <>
      <GraphReadout row={row} {...said} />
      <div ref={place} className="@container relative grid *:[grid-area:1/1]">
        {showsStatic && (
          <div>
            {GRAPH_SIZES.map(({ className, ...drawn }) => (
              <div key={drawn.width} className={className}>
                <LineChart data={data} size={drawn} label={label} zone={zone} digits={digits} />
              </div>
            ))}
          </div>
        )}
        {Chart !== null && size !== null && (
          <div role="img" aria-label={label} aria-hidden={showsStatic} className="interactive">
            <Chart
              data={data}
              size={size}
              zone={zone}
              digits={digits}
              active={row === undefined ? null : row}
              selection={selection}
              onReady={onReady}
            />
          </div>
        )}
        <div
          role="slider"
          tabIndex={0}
          aria-label="Value at a time"
          aria-valuemin={1}
          aria-valuemax={Math.max(1, rows.length)}
          aria-valuenow={Math.max(1, index < 0 ? rows.length : index + 1)}
          aria-valuetext={
            shown === undefined ? 'no value' : `${readoutText({ row: shown, ...said })}${selected}`
          }
          className="z-1 cursor-crosshair touch-pan-y select-none [@media(scripting:none)]:hidden"
          {...handlers}
        />
      </div>
    </>
  );
}

function rowsIn(
  rows: readonly { atMs: number }[],
  { fromMs, toMs }: { fromMs: number; toMs: number },
): number {
  return rows.filter(({ atMs }) => atMs >= fromMs && atMs <= toMs).length;
}
