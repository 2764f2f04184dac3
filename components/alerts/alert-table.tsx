import type { ReactNode } from 'react';
import { Badge } from '@/components/ui/badge';
import { Digits } from '@/components/ui/digits';
import { Link } from '@/components/ui/link';
import { TimeAgo } from '@/components/ui/time-ago';
import type { AlertReport } from '@/lib/alerts';
import { metricWord, momentPath } from '@/lib/format/alert-words';
import { exchangeName, marketPath } from '@/lib/format/market-name';
import { formatRatio, formatValue } from '@/lib/format/number';
import { formatSpan } from '@/lib/format/time';

interface Props {
  alerts: readonly AlertReport[];
  labelOf: (metric: string) => string;
  nowMs: number;
}

export function AlertTable({ alerts, labelOf, nowMs }: Props) {
  return (
    <table className="w-full border-collapse">
      <caption className="sr-only">
        Alerts, the newest first. Ratios are values over their mean of 24 h.
      </caption>
      <thead className="text-muted shadow-[inset_0_-1px_var(--edge)]">
        <tr>
          <th scope="col" className="py-2 text-left font-normal">
            market
          </th>
          <Head>began</Head>
          <Head>ratio then</Head>
          <Head wide>furthest</Head>
          <Head wide>value then</Head>
          <Head wide>venues</Head>
          <Head>lasted</Head>
        </tr>
      </thead>
      <tbody className="divide-y divide-hairline">
        {alerts.map((alert) => (
          <AlertRow key={alert.id} alert={alert} label={metricWord(labelOf(alert.metric))} nowMs={nowMs} />
        ))}
      </tbody>
    </table>
  );
}

function AlertRow({ alert, label, nowMs }: { alert: AlertReport; label: string; nowMs: number }) {
  const { dimension, base, quote, exchange, metric, since, until, opening, peak, quality, venues } = alert;
  const sinceMs = Date.parse(since);
  return (
    <tr>
      <th scope="row" className="py-2 pr-2 text-left font-normal">
        <Link href={marketPath(dimension, metric)} className="target font-medium [overflow-wrap:anywhere]">
          {base}-{quote}
        </Link>
        <span className="block text-xs text-muted">
          {label} on {exchangeName(exchange)}
          {limitWords(alert)}
        </span>
      </th>
      <Cell>
        <Link href={momentPath(alert, nowMs)} className="target text-accent underline underline-offset-2">
          <TimeAgo atMs={sinceMs} nowMs={nowMs} />
        </Link>
      </Cell>
      <Cell>
        <Digits>{formatRatio(opening.ratio)}</Digits>
      </Cell>
      <Cell wide>
        <Digits>{formatRatio(peak.ratio)}</Digits>
      </Cell>
      <Cell wide>
        <Digits>{formatValue(opening.value)}</Digits>
      </Cell>
      <Cell wide>
        {quality === 'single-venue'
          ? 'one venue only'
          : `${venues.agreeing} of ${venues.listing} others agree`}
      </Cell>
      <Cell>{until === null ? <State alert={alert} /> : formatSpan(Date.parse(until) - sinceMs)}</Cell>
    </tr>
  );
}

function State({ alert: { state } }: { alert: AlertReport }) {
  return state === 'stale' ? (
    <Badge title="Open, but its market is not seen any more">not seen</Badge>
  ) : (
    <Badge tone="warn">open</Badge>
  );
}

/** Which threshold it is, where it is not above the usual one by its name alone. */
function limitWords({ direction, threshold }: AlertReport): string {
  return direction === 'above' ? `, above\u00a0${threshold}×` : `, below\u00a01/${threshold}`;
}

const NARROW = 'px-1 py-2 text-right whitespace-nowrap sm:px-2';

function Head({ wide = false, children }: { wide?: boolean; children: ReactNode }) {
  return (
    <th scope="col" className={`${NARROW} font-normal ${wide ? 'hidden md:table-cell' : ''}`}>
      {children}
    </th>
  );
}

function Cell({ wide = false, children }: { wide?: boolean; children: ReactNode }) {
  return <td className={`${NARROW} figures ${wide ? 'hidden md:table-cell' : ''}`}>{children}</td>;
}
