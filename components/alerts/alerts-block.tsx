import { troubleOf } from '@/components/status/trouble';
import { Link } from '@/components/ui/link';
import { Notice } from '@/components/ui/notice';
import type { AlertList, AlertQuery } from '@/lib/queries';
import { seriesReader } from '@/lib/series';
import { AlertFilters } from './alert-filters';
import { AlertTable } from './alert-table';
import { alertsPath, readList } from './read-state';

interface Props {
  state: AlertQuery;
  nowMs: number;
}

/** Open and past alerts by the filters of the address. Where there is no database the status line says so. */
export async function AlertsBlock({ state, nowMs }: Props) {
  const read = await readAll(state);
  if (read === null) return null;
  const { metrics, list } = read;
  const labelOf = (metric: string) => metrics.find(({ name }) => name === metric)?.label ?? metric;
  return (
    <>
      <AlertFilters state={state} metrics={metrics.filter(({ hasRatio }) => hasRatio)} />
      {typeof list === 'string' ? (
        <Notice tone="warn" title={list} />
      ) : list.alerts.length === 0 ? (
        <Notice title={emptyWords(state, list)}>
          <p>
            An alert begins when a value is more than {list.threshold} times its mean of the 24 hours before,
            and ends when it is back below {0.9 * list.threshold} times for two collections.
          </p>
        </Notice>
      ) : (
        <AlertTable alerts={list.alerts} labelOf={labelOf} nowMs={nowMs} />
      )}
      {typeof list !== 'string' && list.next !== null && (
        <p className="mt-4">
          <Link
            href={alertsPath(state, { after: list.next })}
            className="target text-accent underline underline-offset-2"
          >
            Older alerts
          </Link>
        </p>
      )}
    </>
  );
}

function emptyWords({ state, dimension, base, metric, after }: AlertQuery, { asOf }: AlertList): string {
  if (asOf === null) return 'Nothing was collected yet';
  if (after !== undefined) return 'No older alerts';
  if (dimension ?? base ?? metric) return 'No alert fits these filters';
  return state === 'open' ? 'Nothing is unusual now' : 'No alert yet';
}

async function readAll(state: AlertQuery) {
  try {
    const { metrics } = await seriesReader().snapshot();
    return { metrics, list: await readList(state) };
  } catch (error) {
    troubleOf(error);
    return null;
  }
}
