import { formatExact } from '@/lib/format/number';
import { formatExactTime } from '@/lib/format/time';
import type { ChartLayout } from './layout';
import type { ChartPaint } from './paint';
import type { RefusedMark } from './types';

interface Props {
  layout: ChartLayout;
  marks: readonly RefusedMark[];
  paint: ChartPaint;
  zone?: string;
}

/** Values that were not believed, hollow. One outside the axis sits at the edge that it is beyond. */
export function RefusedMarks({ layout, marks, paint, zone }: Props) {
  const { x, y, top, bottom, digits } = layout;
  return (
    <g fill={paint.ground} stroke={paint.refused} strokeWidth={1.5}>
      {marks.map(({ atMs, value, reason, peers }) => (
        <circle key={`${atMs} ${reason}`} cx={x(atMs)} cy={Math.min(bottom, Math.max(top, y(value)))} r={4}>
          <title>
            {`${digits(formatExact(value))}, not believed: ${reason}, ${formatExactTime(atMs, zone)}` +
              (typeof peers === 'string' ? `. ${peers}` : '')}
          </title>
        </circle>
      ))}
    </g>
  );
}
