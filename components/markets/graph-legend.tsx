import type { ReactNode } from 'react';
import type { ChartData } from '@/components/chart';
import { Figure } from '@/components/ui/figure';

/** What the lines of the graph are, with the figures of the baseline. */
export function GraphLegend({ data: { baseline, refused, points } }: { data: ChartData }) {
  if (points.length === 0 && refused.length === 0) return null;
  return (
    <ul className="flex flex-wrap gap-x-5 gap-y-1 py-2 text-xs text-muted">
      {baseline !== null && (
        <>
          <Entry
            sign={<line x1="0" x2="18" y1="6" y2="6" stroke="var(--chart-mean)" strokeDasharray="5 4" />}
          >
            mean <Figure value={baseline.mean} />
          </Entry>
          <Entry sign={<rect width="18" height="12" fill="var(--chart-band)" />}>
            ± 1 σ, <Figure value={baseline.stddev} />
          </Entry>
        </>
      )}
      {refused.length > 0 && (
        <Entry
          sign={
            <circle
              cx="9"
              cy="6"
              r="4"
              fill="var(--chart-ground)"
              stroke="var(--chart-refused)"
              strokeWidth="1.5"
            />
          }
        >
          not believed, at the edge where it is beyond the axis
        </Entry>
      )}
    </ul>
  );
}

function Entry({ sign, children }: { sign: ReactNode; children: ReactNode }) {
  return (
    <li className="flex items-center gap-x-2">
      <svg width="18" height="12" aria-hidden="true">
        {sign}
      </svg>
      <span>{children}</span>
    </li>
  );
}
