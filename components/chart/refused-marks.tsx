import { formatExact } from '@/components/format/number';
import { formatExactTime } from '@/components/format/time';
import type { ChartLayout } from './layout';
import type { RefusedMark } from './types';

/** Values that were not believed, hollow. One outside the axis sits at the edge that it is beyond. */
export function RefusedMarks({ layout, marks }: { layout: ChartLayout; marks: readonly RefusedMark[] }) {
  const { x, y, top, bottom } = layout;
  return (
    <g fill="var(--chart-ground)" stroke="var(--chart-refused)" strokeWidth={1.5}>
      {marks.map(({ atMs, value, reason }) => (
        <circle key={`${atMs} ${reason}`} cx={x(atMs)} cy={Math.min(bottom, Math.max(top, y(value)))} r={4}>
          <title>{`${formatExact(value)}, not believed: ${reason}, ${formatExactTime(atMs)}`}</title>
        </circle>
      ))}
    </g>
  );
}
