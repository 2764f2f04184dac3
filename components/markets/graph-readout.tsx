'use client';

import type { ChartData, ComparedSeries } from '@/components/chart';
import type { ChartRow } from '@/components/chart/chart-rows';
import type { Digits } from '@/lib/format/digits';
import { formatExact, formatRatio, formatValue } from '@/lib/format/number';
import { formatExactTime } from '@/lib/format/time';

interface Props {
  row: ChartRow | undefined;
  unit: string;
  baseline: ChartData['baseline'];
  name: string;
  compared: readonly ComparedSeries[];
  zone: string;
  digits: Digits;
}

/** What is at the crosshair, exactly; without one, how to get one. It keeps its height, so that nothing moves. */
export function GraphReadout({ row, ...rest }: Props) {
  return (
    <p className="min-h-13 pt-1 text-xs tabular-nums sm:min-h-9">
      {row === undefined ? (
        <span className="text-muted [@media(scripting:none)]:hidden">
          <span className="pointer-coarse:hidden">
            Point, or use the arrow keys, for exact values; drag, or select with Shift, to zoom in.
          </span>
          <span className="pointer-fine:hidden">Touch the graph for exact values.</span>
        </span>
      ) : (
        readoutOf({ row, ...rest }).map(({ text, tone }) => (
          <span key={text} className={`mr-3 inline-block ${tone}`}>
            {text}
          </span>
        ))
      )}
    </p>
  );
}

/** The same in a sentence. */
export function readoutText(props: Props & { row: ChartRow }): string {
  return readoutOf(props)
    .map(({ text }) => text)
    .join(', ');
}

function readoutOf({ row, unit, baseline, name, compared, zone, digits }: Props & { row: ChartRow }) {
  const { atMs, value, min, max, refused } = row;
  const parts = [{ text: formatExactTime(atMs, zone), tone: 'text-muted' }];
  const figure = (text: string) => parts.push({ text: digits(text), tone: 'font-medium' });
  if (compared.length > 0) {
    figure(`${name} ${formatValue(value)}`);
    for (const [i, other] of compared.entries())
      figure(`${other.name} ${formatValue(row.compared[i] ?? null)}`);
  } else if (value !== null) {
    figure(`${formatExact(value)}${unit === '' ? '' : ` ${unit}`}`);
    if (min !== undefined && max !== undefined) figure(`${formatValue(min)} to ${formatValue(max)}`);
    const isOfBaseline = baseline !== null && atMs >= baseline.fromMs && atMs <= baseline.toMs;
    if (isOfBaseline) figure(`${formatRatio(value / baseline.mean)} the mean`);
  }
  for (const mark of refused) {
    const peers = typeof mark.peers === 'string' ? `. ${mark.peers}` : '';
    parts.push({
      text: `${digits(formatExact(mark.value))} not believed: ${mark.reason}${peers}`,
      tone: 'text-warn',
    });
  }
  return parts;
}
