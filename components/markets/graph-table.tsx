import type { ChartData } from '@/components/chart';
import { ExactTime } from '@/components/time/exact-time';
import { Figure } from '@/components/ui/figure';

interface Props {
  data: ChartData;
  label: string;
  unit: string;
}

/** The graph in figures, the newest first, for those who cannot or do not want to read it off a picture. */
export function GraphTable({ data: { points, refused }, label, unit }: Props) {
  if (points.length === 0 && refused.length === 0) return null;
  const believed = points.map((point) => ({ ...point, reason: null }));
  const rows = [...believed, ...refused].sort((a, b) => b.atMs - a.atMs);
  return (
    <details className="border-t border-hairline">
      <summary className="py-2 text-accent hover:underline">Show as table</summary>
      <table className="w-full max-w-xl">
        <caption className="sr-only">
          {label} of the last 24 hours{unit !== '' && ` in ${unit}`}, the newest first
        </caption>
        <thead className="text-left text-muted">
          <tr>
            <th scope="col" className="py-1 font-normal">
              time
            </th>
            <th scope="col" className="py-1 text-right font-normal">
              value
            </th>
            <th scope="col" className="py-1 pl-4 font-normal">
              note
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ atMs, value, reason }) => (
            <tr key={`${atMs} ${reason}`} className="border-t border-hairline">
              <th scope="row" className="figures py-1 text-left text-xs font-normal">
                <ExactTime atMs={atMs} />
              </th>
              <td className="py-1 text-right">
                <Figure value={value} />
              </td>
              <td className="py-1 pl-4 text-xs text-muted">{reason !== null && `not believed: ${reason}`}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  );
}
