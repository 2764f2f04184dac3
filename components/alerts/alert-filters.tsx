import Form from 'next/form';
import { Link } from '@/components/ui/link';
import { MAX_CODE_LENGTH, MAX_NAME_LENGTH } from '@/lib/model/market-name';
import type { AlertQuery } from '@/lib/queries';
import type { Metric } from '@/lib/series';
import { alertsPath } from './read-state';

interface Props {
  state: AlertQuery;
  metrics: readonly Metric[];
}

const LABEL = 'grid min-w-0 gap-1 text-xs text-muted';

/** A plain GET form, whose fields are the page's address. */
export function AlertFilters({ state, metrics }: Props) {
  const { state: open, metric, base, dimension } = state;
  const filtered = [open, metric, base, dimension].some((one) => one !== undefined);
  return (
    // A new key for a new state: the fields of an uncontrolled form would keep what was chosen before.
    <Form
      key={JSON.stringify(state)}
      action="/alerts"
      scroll={false}
      className="grid grid-cols-2 items-end gap-3 py-3 sm:flex sm:flex-wrap"
    >
      <label className={LABEL}>
        State
        <select name="state" defaultValue={open ?? ''} className="control w-full min-w-0">
          <option value="">all</option>
          <option value="open">open</option>
          <option value="past">past</option>
        </select>
      </label>
      <label className={LABEL}>
        Metric
        <select name="metric" defaultValue={metric ?? ''} className="control w-full min-w-0">
          <option value="">all</option>
          {metrics.map(({ name, label }) => (
            <option key={name} value={name}>
              {label}
            </option>
          ))}
        </select>
      </label>
      <label className={LABEL}>
        Coin
        <input
          name="base"
          defaultValue={base ?? ''}
          placeholder="all"
          maxLength={MAX_CODE_LENGTH}
          className="control w-full min-w-0 sm:w-24"
        />
      </label>
      <label className={LABEL}>
        Market
        <input
          name="dimension"
          defaultValue={dimension ?? ''}
          placeholder="all"
          maxLength={MAX_NAME_LENGTH}
          className="control w-full min-w-0 sm:w-44"
        />
      </label>
      <button type="submit" className="control cursor-pointer px-4 font-medium">
        Show
      </button>
      {filtered && (
        <Link href={alertsPath({})} className="target text-accent underline underline-offset-2">
          Clear
        </Link>
      )}
    </Form>
  );
}
