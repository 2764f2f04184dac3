import Form from 'next/form';
import Link from 'next/link';
import type { ReactNode } from 'react';
import { exchangeName } from '@/components/format/market-name';
import type { RankingState } from './ranking-state';

/** What there is to choose from. */
export interface RankingChoices {
  metrics: readonly { name: string; label: string; hasRatio: boolean }[];
  exchanges: readonly string[];
  quotes: readonly string[];
}

interface Props {
  state: RankingState;
  choices: RankingChoices;
}

/** The filters: a plain GET form, whose fields are the page's address. */
export function RankingFilters({ state, choices }: Props) {
  const hasRatio = choices.metrics.find(({ name }) => name === state.metric)?.hasRatio ?? true;
  const filtered = state.exchange !== undefined || state.quote !== undefined || state.q !== undefined;
  return (
    // A new key for a new state: the fields of an uncontrolled form would keep what was chosen before.
    <Form
      key={JSON.stringify(state)}
      action="/"
      scroll={false}
      className="grid grid-cols-2 items-end gap-3 py-3 sm:flex sm:flex-wrap"
    >
      <Choice name="metric" label="Metric" value={state.metric}>
        {choices.metrics.map(({ name, label }) => (
          <option key={name} value={name}>
            {label}
          </option>
        ))}
      </Choice>
      <Choice name="by" label="Ranked by" value={hasRatio ? state.by : 'stddev'}>
        {hasRatio && <option value="cv">deviation / mean</option>}
        <option value="stddev">deviation</option>
      </Choice>
      <Choice name="exchange" label="Exchange" value={state.exchange ?? ''}>
        <option value="">all</option>
        {choices.exchanges.map((id) => (
          <option key={id} value={id}>
            {exchangeName(id)}
          </option>
        ))}
      </Choice>
      <Choice name="quote" label="Quote" value={state.quote?.toUpperCase() ?? ''}>
        <option value="">all</option>
        {choices.quotes.map((quote) => (
          <option key={quote} value={quote}>
            {quote}
          </option>
        ))}
      </Choice>
      <label className="col-span-2 grid gap-1 text-xs text-muted sm:w-44">
        Market
        <input
          type="search"
          name="q"
          defaultValue={state.q}
          placeholder="btc, kraken eth…"
          className="control w-full"
        />
      </label>
      <button
        type="submit"
        className="control cursor-pointer border-accent bg-accent px-4 font-medium text-on-accent"
      >
        Show
      </button>
      {filtered && (
        <Link href="/" className="target justify-center text-accent hover:underline">
          Clear filters
        </Link>
      )}
    </Form>
  );
}

interface ChoiceProps {
  name: string;
  label: string;
  value: string;
  children: ReactNode;
}

function Choice({ name, label, value, children }: ChoiceProps) {
  return (
    <label className="grid gap-1 text-xs text-muted">
      {label}
      <select name={name} defaultValue={value} className="control w-full min-w-0 sm:w-auto sm:max-w-52">
        {children}
      </select>
    </label>
  );
}
