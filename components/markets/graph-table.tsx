'use client';

import type { ChartData } from '@/components/chart';
import { chartRows } from '@/components/chart/chart-rows';
import { ExactTime } from '@/components/time/exact-time';
import { Figure } from '@/components/ui/figure';

interface Props {
  data: ChartData;
  /** What the values are, and of which time, for the caption. */
  caption: string;
  name: string;
}

const HEAD = 'py-1 pl-4 text-right font-normal';

/** The graph in figures, the newest first, for those who cannot or do not want to read it off a picture. */
export function GraphTable({ data, caption, name }: Props) {
  const rows = chartRows(data).reverse();
  if (rows.length === 0) return null;
  const { compared } = data;
  const hasRange = data.points.some(({ min }) => min !== undefined);
  return (
    <details className="border-t border-hairline">
      <summary className="target text-accent hover:underline">Show as table</summary>
      <div className="overflow-x-auto">
        <table className="w-full max-w-xl">
          <caption className="sr-only">{caption}, the newest first</caption>
          <thead className="text-left text-muted">
            <tr>
              <th scope="col" className="py-1 font-normal">
                time
              </th>
              <th scope="col" className={HEAD}>
                {compared.length > 0 ? name : 'value'}
              </th>
              {hasRange && (
                <>
                  <th scope="col" className={HEAD}>
                    lowest
                  </th>
                  <th scope="col" className={HEAD}>
                    highest
                  </th>
                </>
              )}
              {compared.map((other) => (
                <th key={other.name} scope="col" className={HEAD}>
                  {other.name}
                </th>
              ))}
              <th scope="col" className="py-1 pl-4 font-normal">
                note
              </th>
            </tr>
          </thead>
          <tbody>
            {rows.map(({ atMs, value, min, max, refused, compared: others }) => (
              <tr key={atMs} className="border-t border-hairline">
                <th scope="row" className="figures py-1 text-left text-xs font-normal">
                  <ExactTime atMs={atMs} />
                </th>
                <td className="py-1 pl-4 text-right">
                  <Figure value={value} />
                </td>
                {hasRange && (
                  <>
                    <td className="py-1 pl-4 text-right">
                      <Figure value={min ?? null} />
                    </td>
                    <td className="py-1 pl-4 text-right">
                      <Figure value={max ?? null} />
                    </td>
                  </>
                )}
                {others.map((other, i) => (
                  <td key={compared[i]?.name} className="py-1 pl-4 text-right">
                    <Figure value={other} />
                  </td>
                ))}
                <td className="py-1 pl-4 text-xs text-muted">
                  {refused.map((mark) => (
                    <span key={mark.reason}>
                      <Figure value={mark.value} /> not believed: {mark.reason}
                      {typeof mark.peers === 'string' && `. ${mark.peers}`}
                    </span>
                  ))}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </details>
  );
}
