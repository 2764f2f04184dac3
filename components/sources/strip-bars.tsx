import { STATES } from './states';
import type { StripRun } from './strip-runs';

const FILLS = { good: 'fill-good', warn: 'fill-warn', bad: 'fill-bad' } as const;
const HEIGHT = 10;

interface Props {
  runs: readonly StripRun[];
  cells: number;
  label: string;
}

/** The picture of a strip: the worse, the higher. A gap is a time in which nothing was collected. */
export function StripBars({ runs, cells, label }: Props) {
  return (
    <svg
      role="img"
      aria-label={label}
      viewBox={`0 0 ${cells} ${HEIGHT}`}
      preserveAspectRatio="none"
      className="block h-5 w-full border-b border-edge"
    >
      {runs.map(({ state, from, cells: width }) =>
        state === null ? null : (
          <rect
            key={from}
            x={from}
            y={HEIGHT - STATES[state].height}
            width={width}
            height={STATES[state].height}
            className={FILLS[STATES[state].tone]}
          />
        ),
      )}
    </svg>
  );
}
