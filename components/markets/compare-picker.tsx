import Form from 'next/form';
import { Link } from '@/components/ui/link';
import { exchangeName, marketPath } from '@/lib/format/market-name';
import type { HttpProblem } from '@/lib/http';
import { MAX_NAME_LENGTH } from '@/lib/model/market-name';
import type { Dimension } from '@/lib/series';
import { suggestionsIn } from './market-missing';
import { MAX_COMPARED, type MarketState, marketStatePath, stateParams } from './market-paths';
import type { MarketView } from './market-read';

/** Which markets are drawn beside this one: added by a form, taken away by links. */
export function ComparePicker({
  view: { snapshot, dimension, compared, unknown, state },
}: {
  view: MarketView;
}) {
  const names = compared.map((other) => other.dimension.name);
  return (
    <section aria-label="Compare" className="border-t border-hairline py-2">
      <div className="flex flex-wrap items-end gap-x-4 gap-y-1">
        {names.length < MAX_COMPARED && (
          <Form
            key={names.join(' ')}
            action={marketPath(dimension.name)}
            scroll={false}
            className="flex flex-wrap items-end gap-2"
          >
            {[...stateParams(state)].map(([name, value]) => (
              <input key={`${name} ${value}`} type="hidden" name={name} value={value} />
            ))}
            <label className="flex flex-col gap-1 text-xs text-muted">
              Compare with
              <input
                name="compare"
                list="comparable"
                required
                maxLength={MAX_NAME_LENGTH}
                placeholder="okx:BTC-USDT"
                autoComplete="off"
                spellCheck={false}
                className="control w-52"
              />
            </label>
            <datalist id="comparable">
              {comparable(snapshot.dimensions, dimension).map((name) => (
                <option key={name} value={name} />
              ))}
            </datalist>
            <button type="submit" className="control cursor-pointer px-4">
              Add
            </button>
          </Form>
        )}
        <ul className="flex flex-wrap gap-x-4">
          {compared.map(({ dimension: other }) => (
            <li key={other.name}>
              <Link
                href={marketStatePath(dimension.name, without(state, other.name))}
                scroll={false}
                className="target gap-1 text-muted hover:text-ink"
              >
                Remove {other.base}-{other.quote} {exchangeName(other.exchange)}
                <span aria-hidden="true">×</span>
              </Link>
            </li>
          ))}
        </ul>
      </div>
      {unknown.map((problem) => (
        <Unknown key={problem.detail} problem={problem} state={state} own={dimension.name} />
      ))}
    </section>
  );
}

function Unknown({ problem, state, own }: { problem: HttpProblem; state: MarketState; own: string }) {
  const name = /"(.*?)"/.exec(problem.detail)?.[1] ?? '';
  return (
    <p role="status" className="py-1 text-warn">
      There is no market “{name}” to compare with.{' '}
      {suggestionsIn(problem).map((near) => (
        <Link
          key={near}
          href={marketStatePath(own, { ...state, compare: [...state.compare, near] })}
          scroll={false}
          className="target mr-3 text-accent underline"
        >
          {near}
        </Link>
      ))}
    </p>
  );
}

function without(state: MarketState, name: string): MarketState {
  return { ...state, compare: state.compare.filter((other) => other !== name) };
}

const MAX_OFFERED = 60;

/** What somebody would compare with: the same base elsewhere, then what else the exchange lists against the quote. */
function comparable(dimensions: readonly Dimension[], { name, base, exchange, quote }: Dimension): string[] {
  const others = dimensions.filter((other) => other.name !== name);
  const sameBase = others.filter((other) => other.base === base);
  const sameQuote = others.filter(
    (other) => other.base !== base && other.exchange === exchange && other.quote === quote,
  );
  return [...sameBase, ...sameQuote].slice(0, MAX_OFFERED).map((other) => other.name);
}
