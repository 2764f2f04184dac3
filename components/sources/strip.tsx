import { formatClock } from '@/components/format/time';
import type { Source } from '@/lib/monitor';
import { STATES } from './states';
import { type StripRun, stripRuns } from './strip-runs';

const FILLS = { good: 'fill-good', warn: 'fill-warn', bad: 'fill-bad' } as const;
const HEIGHT = 10;

interface Props {
  source: Source;
  cellSeconds: number;
  name: string;
}

/** A source's last 24 hours: the worse, the higher. A gap is a time in which nothing was collected. */
export function Strip({ source: { strip }, cellSeconds, name }: Props) {
  const runs = stripRuns(strip, cellSeconds);
  return (
    <svg
      role="img"
      aria-label={`${name}, last 24 hours (UTC): ${inWords(runs)}`}
      viewBox={`0 0 ${strip.length} ${HEIGHT}`}
      preserveAspectRatio="none"
      className="block h-4 w-full border-b border-edge"
    >
      {runs.map((run) =>
        run.state === null ? null : (
          <rect
            key={run.from}
            x={run.from}
            y={HEIGHT - STATES[run.state].height}
            width={run.cells}
            height={STATES[run.state].height}
            className={FILLS[STATES[run.state].tone]}
          >
            <title>{said(run)}</title>
          </rect>
        ),
      )}
    </svg>
  );
}

/** `failing 12:05 to 12:20, well 12:20 to 14:00` */
function said({ state, fromMs, toMs }: StripRun): string {
  return `${state ?? 'nothing collected'} ${formatClock(fromMs)} to ${formatClock(toMs)}`;
}

const MOST_WORDS = 6;

function inWords(runs: StripRun[]): string {
  const known = runs.filter((run, i) => run.state !== null || (i > 0 && i < runs.length - 1));
  const last = known.slice(-MOST_WORDS).map(said).join(', ');
  return known.length > MOST_WORDS ? `${known.length - MOST_WORDS} changes, then ${last}` : last;
}
