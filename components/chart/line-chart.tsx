import type { Digits } from '@/lib/format/digits';
import { ChartBody } from './chart-body';
import { chartLayout } from './layout';
import { PAGE_PAINT } from './paint';
import type { ChartData, ChartSize } from './types';

interface Props {
  data: ChartData;
  size: ChartSize;
  /** What the picture shows, in a sentence, for those who do not see it. */
  label: string;
  /** Of its times; UTC where none is given. */
  zone?: string;
  /** How its figures are written; as in English where nothing is given. */
  digits?: Digits;
}

/** A series as SVG in a page. Pure: colours are CSS variables, sizes are the drawing's own pixels. */
export function LineChart({ data, size, label, zone, digits }: Props) {
  return (
    <svg
      viewBox={`0 0 ${size.width} ${size.height}`}
      width={size.width}
      height={size.height}
      role="img"
      aria-label={label}
      className="chart"
    >
      <ChartBody data={data} layout={chartLayout(data, size, zone, digits)} paint={PAGE_PAINT} zone={zone} />
    </svg>
  );
}
