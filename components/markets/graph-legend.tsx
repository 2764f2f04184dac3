import type { ReactNode } from 'react';
import type { ChartData } from '@/components/chart';
import { baselineSpan, laterBaselineMs } from '@/components/chart/baseline-span';
import { comparedLook } from '@/components/chart/chart-body';
import { PAGE_PAINT } from '@/components/chart/paint';
import { ExactTime } from '@/components/time/exact-time';
import { Digits } from '@/components/ui/digits';
import { Figure } from '@/components/ui/figure';
import { formatValue } from '@/lib/format/number';

/** What the lines and areas of the graph are, with the figures of the baseline, or of each compared market. */
export function GraphLegend({ data, name }: { data: ChartData; name: string }) {
  const { baseline, refused, points, alerts, compared } = data;
  if (points.length === 0 && refused.length === 0) return null;
  const laterMs = laterBaselineMs(data);
  const hasRange = points.some(({ min }) => min !== undefined);
  return (
    <ul className="flex flex-wrap gap-x-5 gap-y-1 py-2 text-xs text-muted">
      {compared.length > 0 && (
        <>
          <Entry sign={<Stroke stroke={PAGE_PAINT.line} />}>
            <Digits>{indexOf(name, points)}</Digits>
          </Entry>
          {compared.map((other, i) => {
            const { stroke, dash } = comparedLook(PAGE_PAINT, i);
            return (
              <Entry key={other.name} sign={<Stroke stroke={stroke} dash={dash} />}>
                <Digits>{indexOf(other.name, other.points)}</Digits>
              </Entry>
            );
          })}
        </>
      )}
      {baseline !== null && baselineSpan(data) !== null && (
        <>
          <Entry sign={<Stroke stroke={PAGE_PAINT.mean} dash="5 4" />}>
            24 h mean <Figure value={baseline.mean} />
            {laterMs !== null && (
              <>
                {' '}
                as of <ExactTime atMs={laterMs} />
              </>
            )}
          </Entry>
          <Entry sign={<rect width="18" height="12" fill={PAGE_PAINT.band} />}>
            ± 1 σ, <Figure value={baseline.stddev} />
          </Entry>
        </>
      )}
      {hasRange && (
        <Entry sign={<rect width="18" height="12" fill={PAGE_PAINT.range} />}>
          lowest to highest of what a point stands for
        </Entry>
      )}
      {alerts.length > 0 && (
        <Entry
          sign={
            <>
              <rect width="18" height="12" fill={PAGE_PAINT.alert} />
              <rect width="18" height="3" fill={PAGE_PAINT.threshold} />
            </>
          }
        >
          alert
        </Entry>
      )}
      {refused.length > 0 && (
        <Entry
          sign={
            <circle
              cx="9"
              cy="6"
              r="4"
              fill={PAGE_PAINT.ground}
              stroke={PAGE_PAINT.refused}
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

function indexOf(name: string, points: ChartData['points']): string {
  return `${name} ${formatValue(points.at(-1)?.value ?? null)}`;
}

function Stroke({ stroke, dash }: { stroke: string; dash?: string }) {
  return <line x1="0" x2="18" y1="6" y2="6" stroke={stroke} strokeWidth="1.5" strokeDasharray={dash} />;
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
