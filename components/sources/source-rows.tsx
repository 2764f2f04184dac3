import type { ReactNode } from 'react';
import { Badge } from '@/components/ui/badge';
import { Digits } from '@/components/ui/digits';
import { TimeAgo } from '@/components/ui/time-ago';
import { exchangeName } from '@/lib/format/market-name';
import { formatCount } from '@/lib/format/number';
import { formatSpan } from '@/lib/format/time';
import type { Source } from '@/lib/queries';
import { formatSeconds } from './format-seconds';
import { Refusals } from './refusals';
import { STATES } from './states';
import { Strip } from './strip';
import { stripRuns } from './strip-runs';

interface Props {
  source: Source;
  cellSeconds: number;
  nowMs: number;
}

export const SOURCE_COLUMNS = 6;

/** One source: its figures in one row, what there is to say about it in the next. */
export function SourceRows({ source, cellSeconds, nowMs }: Props) {
  const { exchange, state, reason, lastSuccessAt, latency, markets, rejections } = source;
  const name = exchangeName(exchange);
  const strip = (
    <Strip
      runs={stripRuns(source.strip, cellSeconds)}
      cells={source.strip.length}
      cellSeconds={cellSeconds}
      name={name}
    />
  );
  return (
    <tbody className="border-b border-hairline">
      <tr>
        <th scope="row" className="py-2 pr-2 text-left font-normal">
          <span className="flex flex-wrap items-center gap-x-3">
            <span className="font-medium">{name}</span>
            <span className="flex items-center gap-x-2">
              <Badge tone={STATES[state].tone} title={STATES[state].means}>
                {state}
              </Badge>
              <Since since={source.since} nowMs={nowMs} />
            </span>
          </span>
        </th>
        <Cell>
          {lastSuccessAt === null ? 'never' : <TimeAgo atMs={Date.parse(lastSuccessAt)} nowMs={nowMs} />}
        </Cell>
        <Cell className="hidden sm:table-cell">
          <span title={`usually ${formatSeconds(latency.medianMs)}`}>{formatSeconds(latency.lastMs)}</span>
        </Cell>
        <Cell>
          <span
            title={`${formatCount(markets.listed)} listed, ${formatCount(markets.priced)} with a price, ${formatCount(markets.stored)} accepted; ${formatCount(markets.unlisted)} tickers of no listed market`}
          >
            <Digits>{formatCount(markets.stored)}</Digits>
          </span>
        </Cell>
        <Cell className="hidden sm:table-cell">
          <Digits>{formatCount(rejections.reduce((sum, { count }) => sum + count, 0))}</Digits>
        </Cell>
        <td className="hidden w-2/5 pl-6 lg:table-cell">{strip}</td>
      </tr>
      <tr>
        <td colSpan={SOURCE_COLUMNS} className="p-0">
          <div className="pb-3 lg:hidden">{strip}</div>
          <p className="pb-2 text-muted sm:hidden">
            Latency {formatSeconds(latency.lastMs)}, usually {formatSeconds(latency.medianMs)}.
          </p>
          {reason !== null && (
            <p className="max-w-prose pb-2 break-words text-muted first-letter:uppercase">{reason}</p>
          )}
          <Refusals rejections={rejections} nowMs={nowMs} />
        </td>
      </tr>
    </tbody>
  );
}

function Cell({ className = '', children }: { className?: string; children: ReactNode }) {
  return (
    <td className={`px-1 py-2 text-right align-top whitespace-nowrap sm:px-2 ${className}`}>
      <span className="figures">{children}</span>
    </td>
  );
}

/** How long it has been in its state; nothing says "longer than the strip shows" for one that is well. */
function Since({ since, nowMs }: { since: string | null; nowMs: number }) {
  return (
    <span className="text-xs text-muted">
      {since === null ? 'for more than a day' : `for ${formatSpan(nowMs - Date.parse(since))}`}
    </span>
  );
}
