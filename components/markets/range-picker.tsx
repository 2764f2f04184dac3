import Form from 'next/form';
import type { ReactNode } from 'react';
import { Link } from '@/components/ui/link';
import { marketPath } from '@/lib/format/market-name';
import { type MarketState, marketStatePath, RANGES, stateParams } from './market-paths';
import { movesOf } from './move-span';

interface Props {
  dimension: string;
  state: MarketState;
  /** What the graph shows, ms UTC, and where nothing is known yet. */
  shown: { fromMs: number; toMs: number };
  endMs: number;
}

const MOVES = [
  { name: 'earlier', sign: '←', label: 'Earlier' },
  { name: 'later', sign: '→', label: 'Later' },
  { name: 'zoomOut', sign: '−', label: 'Zoom out' },
  { name: 'zoomIn', sign: '+', label: 'Zoom in' },
] as const;

/** Which span the graph shows: links and a form, so that it works without JavaScript and Back takes it back. */
export function RangePicker({ dimension, state, shown, endMs }: Props) {
  const moves = movesOf(shown, endMs);
  return (
    <div className="flex flex-wrap items-center gap-x-4 gap-y-1">
      <ul className="flex" aria-label="Range of the graph">
        {RANGES.map((range) => (
          <li key={range}>
            <Choice
              href={marketStatePath(dimension, { ...state, range, span: null })}
              isCurrent={state.span === null && state.range === range}
            >
              {range.replace(/(\d+)/, '$1 ')}
            </Choice>
          </li>
        ))}
      </ul>
      <ul className="flex" aria-label="Move the range">
        {MOVES.map(({ name, sign, label }) => {
          const span = moves[name];
          return (
            <li key={name}>
              {span === null ? (
                <span
                  aria-hidden="true"
                  className="target min-w-8 justify-center text-edge pointer-coarse:min-w-11"
                >
                  {sign}
                </span>
              ) : (
                <Link
                  href={marketStatePath(dimension, { ...state, span })}
                  scroll={false}
                  aria-label={label}
                  title={label}
                  className="target min-w-8 justify-center text-muted hover:text-ink pointer-coarse:min-w-11"
                >
                  {sign}
                </Link>
              )}
            </li>
          );
        })}
      </ul>
      <CustomRange dimension={dimension} state={state} shown={shown} endMs={endMs} />
    </div>
  );
}

function Choice({ href, isCurrent, children }: { href: string; isCurrent: boolean; children: ReactNode }) {
  return (
    <Link
      href={href}
      scroll={false}
      aria-current={isCurrent ? 'true' : undefined}
      className={`target min-w-10 justify-center border-b-2 px-2 hover:text-ink pointer-coarse:min-w-11 ${isCurrent ? 'border-accent font-medium' : 'border-transparent text-muted'}`}
    >
      {children}
    </Link>
  );
}

function CustomRange({ dimension, state, shown, endMs }: Props) {
  const params = stateParams({ ...state, span: null, range: '24h' });
  return (
    <details open={state.span !== null} className="group">
      <summary className="target text-muted hover:text-ink">Custom range</summary>
      <Form
        // A new key for a new span: the fields of an uncontrolled form would keep what was there before.
        key={`${shown.fromMs} ${shown.toMs}`}
        action={marketPath(dimension)}
        scroll={false}
        className="flex flex-wrap items-end gap-2 pb-2"
      >
        {[...params].map(([name, value]) => (
          <input key={`${name} ${value}`} type="hidden" name={name} value={value} />
        ))}
        <Moment name="from" label="From, UTC" ms={shown.fromMs} endMs={endMs} />
        <Moment name="to" label="To, UTC" ms={shown.toMs} endMs={endMs} />
        <button type="submit" className="control cursor-pointer px-4">
          Show
        </button>
      </Form>
    </details>
  );
}

function Moment({ name, label, ms, endMs }: { name: string; label: string; ms: number; endMs: number }) {
  return (
    <label className="flex flex-col gap-1 text-xs text-muted">
      {label}
      <input
        type="datetime-local"
        name={name}
        required
        defaultValue={minute(ms)}
        max={minute(endMs + 60_000)}
        className="control figures w-52"
      />
    </label>
  );
}

function minute(ms: number): string {
  return new Date(ms).toISOString().slice(0, 16);
}
