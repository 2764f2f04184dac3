import { Digits } from '@/components/ui/digits';
import { formatCount, formatPercent, formatValue } from '@/lib/format/number';
import { binOf, type Distribution } from '@/lib/queries';

interface Props {
  distribution: Distribution;
  /** The market's own figure. */
  value: number;
  rank: number;
  /** What is spread: `deviation`, `σ/mean`. */
  what: string;
  format?: (value: number) => string;
}

const WIDTH = 272;
const HEIGHT = 44;
const BASE = 32;

/** How the deviations of all markets are spread, on a logarithmic scale, and where this one is among them. */
export function DistributionBars({ distribution, value, rank, what, format = formatValue }: Props) {
  const { bins, of, median } = distribution;
  const highest = Math.max(...bins.map(({ count }) => count), 1);
  const step = WIDTH / bins.length;
  const own = binOf(bins, value);
  const below = of > 1 ? (of - rank) / (of - 1) : 0;
  const larger = below === 1 ? 'larger than all others' : `larger than ${formatPercent(below)} of the others`;
  const label =
    `Spread of ${what} over ${formatCount(of)} markets: the median is ${format(median)}, ` +
    `this market's ${format(value)} is ${larger}.`;
  const centre = (own + 0.5) * step;
  return (
    <>
      <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={label} className="chart mt-1 max-w-xs">
        <title>{label}</title>
        {bins.map(({ count, from }, i) => {
          // A bin with a single market in it is to be seen as well.
          const height = count === 0 ? 0 : Math.max(1.5, (count / highest) * (BASE - 4));
          return (
            <rect
              key={from}
              x={i * step + 0.5}
              y={BASE - height}
              width={step - 1}
              height={height}
              fill={i === own ? 'var(--accent)' : 'var(--edge)'}
              opacity={i === own ? 1 : 0.45}
            />
          );
        })}
        <line x1={0} x2={WIDTH} y1={BASE + 0.5} y2={BASE + 0.5} stroke="var(--edge)" />
        {own >= 0 && (
          <path d={`M${centre} ${BASE + 3}l4 7h-8z`} fill="var(--accent)" className="chart-place" />
        )}
      </svg>
      <p aria-hidden="true" className="text-xs text-muted">
        <Digits>{`${larger}, median ${format(median)}`}</Digits>
      </p>
    </>
  );
}
