'use client';

import type { ReactNode } from 'react';
import { useNow } from '@/components/live/use-now';
import { Clock } from '@/components/time/clock';
import { ZoneName } from '@/components/time/zone-name';
import { Digits } from '@/components/ui/digits';
import { TimeAgo } from '@/components/ui/time-ago';
import { exchangeName } from '@/lib/format/market-name';
import { formatCount } from '@/lib/format/number';
import { formatCountdown } from '@/lib/format/time';
import type { Status } from '@/lib/queries';
import { missingWords } from './missing-words';
import { isOverdue, statusTone } from './status-tone';

const DOT = { good: 'bg-good', warn: 'bg-warn', bad: 'bg-bad' } as const;
const WORD = { good: 'text-muted', warn: 'text-warn', bad: 'text-bad' } as const;

/** When was collected, from how many, and when again: one line, whose words change when something is wrong. */
export function StatusLine({ status, renderedMs }: { status: Status; renderedMs: number }) {
  const nowMs = useNow(renderedMs);
  const { collection, sources, markets } = status;
  if (collection === null) return null;
  const tone = statusTone(status, nowMs);
  const overdue = isOverdue(status, nowMs);
  const slotMs = Date.parse(collection.slot);
  return (
    <div className="flex flex-wrap items-baseline gap-x-3.5 overflow-x-clip border-b border-hairline py-2 text-muted">
      <span aria-hidden="true" className={`-mr-2 size-2 self-center rounded-full ${DOT[tone]}`} />
      <span className={overdue ? WORD[tone] : ''}>
        {overdue ? 'Late: collected' : 'Collected'}{' '}
        <span className="figures">
          <Clock atMs={slotMs} />
        </span>{' '}
        <ZoneName atMs={slotMs} />, <TimeAgo atMs={Date.parse(collection.closedAt)} nowMs={nowMs} />
      </span>
      <Part>
        <span className={sources.fresh < sources.all ? WORD[tone] : ''}>
          <span className="figures">
            <Digits>{formatCount(sources.fresh)}</Digits>
          </span>{' '}
          of{' '}
          <span className="figures">
            <Digits>{formatCount(sources.all)}</Digits>
          </span>{' '}
          exchanges live
        </span>
      </Part>
      <Part>
        <span className="figures">
          <Digits>{formatCount(markets)}</Digits>
        </span>{' '}
        markets
      </Part>
      {!overdue && (
        <Part>
          <Next dueMs={Date.parse(collection.nextDueAt)} nowMs={nowMs} />
        </Part>
      )}
      <Incomplete title="Not reporting" exchanges={sources.notFresh} tone={tone} />
      <Incomplete title="Incomplete" exchanges={sources.partial} tone={tone} />
    </div>
  );
}

function Next({ dueMs, nowMs }: { dueMs: number; nowMs: number }) {
  if (dueMs <= nowMs) return 'next is due';
  return (
    <>
      next in <span className="figures">{formatCountdown(dueMs - nowMs)}</span>
    </>
  );
}

function Part({ children }: { children: ReactNode }) {
  return (
    <span className="relative whitespace-nowrap">
      {/* Beyond the edge, and so unseen, where a line begins with it. */}
      <span aria-hidden="true" className="absolute -left-[9px]">
        ·{' '}
      </span>
      {children}
    </span>
  );
}

interface IncompleteProps {
  title: string;
  exchanges: Status['sources']['notFresh'];
  tone: keyof typeof WORD;
}

function Incomplete({ title, exchanges, tone }: IncompleteProps) {
  if (exchanges.length === 0) return null;
  return (
    <details className="basis-full">
      <summary className={`py-1 ${WORD[tone]}`}>
        {title}: {exchanges.map(({ exchange }) => exchangeName(exchange)).join(', ')}
      </summary>
      <ul className="pb-1">
        {exchanges.map((missing) => (
          <li key={missing.exchange} className="break-words">
            {missingWords(missing)}
          </li>
        ))}
      </ul>
    </details>
  );
}
