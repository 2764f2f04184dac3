import type { SparkLine } from '@/lib/queries';
import { sparkPath } from './spark-path';

interface Props {
  line: SparkLine;
  /** Said in place of the picture; without one it says nothing that the figures beside it do not. */
  label?: string;
}

const WIDTH = 88;
const HEIGHT = 22;

/** A tiny line without axes, for a row of a table: what a series did, not how much. */
export function Spark({ line, label }: Props) {
  return (
    <svg
      role={label === undefined ? undefined : 'img'}
      aria-label={label}
      aria-hidden={label === undefined}
      viewBox={`-1 -1 ${WIDTH + 2} ${HEIGHT + 2}`}
      preserveAspectRatio="none"
      className="block h-6 w-full"
    >
      <path
        d={sparkPath(line, WIDTH, HEIGHT)}
        fill="none"
        stroke="var(--chart-line)"
        strokeWidth="1.25"
        strokeLinecap="round"
        strokeLinejoin="round"
        vectorEffect="non-scaling-stroke"
      />
    </svg>
  );
}
