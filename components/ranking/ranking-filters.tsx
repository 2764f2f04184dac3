'use client';

import { memo, type ReactNode } from 'react';
import { Link } from '@/components/ui/link';
import { exchangeName } from '@/lib/format/market-name';
import { MarketFilter } from './market-filter';
import type { RankingChoices } from './ranking-choices';
import { AGE_COLUMN, rankingColumns } from './ranking-columns';
import { firstOrder, type Order, type RankingState, readRankingState, sortValue } from './ranking-state';
import { showRanking } from './use-ranking-state';

/** The buttons in the heads of the columns send it too. */
export const FILTERS_FORM = 'ranking-filters';

interface Props {
  state: RankingState;
  choices: RankingChoices;
}

/** The filters: a plain GET form whose fields are the page's address; with scripts a choice holds at once. */
export const RankingFilters = memo(function RankingFilters({ state, choices }: Props) {
  const hasRatio = choices.metrics.find(({ name }) => name === state.metric)?.hasRatio ?? true;
  const filtered = state.exchange !== undefined || state.quote !== undefined || state.q !== undefined;
  const choose = (change: Record<string, string>) =>
    showRanking(readRankingState({ ...fieldsOf(state), ...change }));
  return (
    <form
      id={FILTERS_FORM}
      action="/"
      onSubmit={(event) => event.preventDefault()}
      className="grid grid-cols-2 items-end gap-2 py-3 sm:flex sm:flex-wrap sm:gap-3"
    >
      <Choice name="metric" label="Metric" value={state.metric} choose={choose}>
        {choices.metrics.map(({ name, label }) => (
          <option key={name} value={name}>
            {label}
          </option>
        ))}
      </Choice>
      <Choice name="by" label="Ranked" value={state.by} choose={choose}>
        {hasRatio && <option value="cv">by deviation / mean</option>}
        <option value="stddev">by deviation</option>
      </Choice>
      <Choice name="exchange" label="Exchange" value={state.exchange?.toLowerCase() ?? ''} choose={choose}>
        <Options
          all="all exchanges"
          offered={choices.exchanges}
          chosen={state.exchange?.toLowerCase()}
          nameOf={exchangeName}
        />
      </Choice>
      <Choice name="quote" label="Quote" value={state.quote?.toUpperCase() ?? ''} choose={choose}>
        <Options all="all quotes" offered={choices.quotes} chosen={state.quote?.toUpperCase()} />
      </Choice>
      <MarketFilter state={state} />
      <Choice
        name="sort"
        label="Sorted by"
        value={sortValue(state.sort, state.order)}
        choose={choose}
        className="sm:hidden"
      >
        {[...rankingColumns(state.by), AGE_COLUMN].map(({ sort, label }) => {
          const order = firstOrder(sort);
          const orders: Order[] = order === 'asc' ? ['asc', 'desc'] : ['desc', 'asc'];
          return orders.map((each) => (
            <option key={each} value={sortValue(sort, each)}>
              {each === 'asc' ? '↑' : '↓'} {sort === 'rank' ? 'rank' : label}
            </option>
          ));
        })}
      </Choice>
      <button
        type="submit"
        className="control cursor-pointer border-accent bg-accent px-4 font-medium text-on-accent [@media(scripting:enabled)]:hidden"
      >
        Show
      </button>
      {filtered && (
        <Link
          href="/"
          onNavigate={(event) => {
            event.preventDefault();
            showRanking({ ...state, exchange: undefined, quote: undefined, q: undefined });
          }}
          className="target text-accent hover:underline max-sm:col-span-2"
        >
          Clear filters
        </Link>
      )}
    </form>
  );
});

function fieldsOf({ metric, by, exchange, quote, q, sort, order }: RankingState) {
  return { metric, by, exchange, quote, q, sort: sortValue(sort, order) };
}

interface OptionsProps {
  /** What it is called to choose none of them. */
  all: string;
  offered: readonly string[];
  chosen: string | undefined;
  nameOf?: (value: string) => string;
}

/** What was chosen by an address alone is offered as well, else the field would show another. */
function Options({ all, offered, chosen, nameOf = (value) => value }: OptionsProps) {
  const values = chosen === undefined || offered.includes(chosen) ? offered : [chosen, ...offered];
  return (
    <>
      <option value="">{all}</option>
      {values.map((value) => (
        <option key={value} value={value}>
          {nameOf(value)}
        </option>
      ))}
    </>
  );
}

interface ChoiceProps {
  name: string;
  label: string;
  value: string;
  choose: (change: Record<string, string>) => void;
  className?: string;
  children: ReactNode;
}

function Choice({ name, label, value, choose, className = '', children }: ChoiceProps) {
  return (
    <label className={`grid gap-1 text-xs text-muted ${className}`}>
      <span className="max-sm:sr-only">{label}</span>
      <select
        name={name}
        value={value}
        onChange={(event) => choose({ [name]: event.target.value })}
        className="control w-full min-w-0 sm:w-auto sm:max-w-52"
      >
        {children}
      </select>
    </label>
  );
}
