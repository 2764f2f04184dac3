'use client';

import type { ReactNode } from 'react';
import { Clock } from '@/components/time/clock';
import { ZoneName } from '@/components/time/zone-name';
import type { Status } from '@/lib/queries';
import { LiveAgo } from './live-ago';
import { askNow } from './poll';
import { useLive } from './use-live';
import { useNow } from './use-now';
import { useOffline } from './use-offline';

interface Props {
  status: Status;
  renderedMs: number;
}

/**
 * Says at the foot of the window, wherever the page is scrolled to, that what is shown grows old, and why; that the
 * browser is offline is said there for all pages. It moves nothing: somebody may be about to click.
 */
export function ConnectionBar({ status, renderedMs }: Props) {
  const offline = useOffline();
  const { failingSinceMs } = useLive();
  const nowMs = useNow(renderedMs);
  const { collection } = status;
  const overdueMs = collection === null ? Number.POSITIVE_INFINITY : Date.parse(collection.overdueAt);
  const grewOld = nowMs > overdueMs && renderedMs <= overdueMs;
  return (
    <div aria-live="polite" className="contents">
      {offline ? null : failingSinceMs !== null ? (
        <Bar title="The server does not answer." action>
          <Shown status={status} renderedMs={renderedMs} /> It is asked again every few seconds.
        </Bar>
      ) : grewOld ? (
        <Bar title="These figures are old.">
          <Shown status={status} renderedMs={renderedMs} /> The next collection is overdue.
        </Bar>
      ) : null}
    </div>
  );
}

function Shown({ status: { collection }, renderedMs }: Props) {
  if (collection === null) return null;
  return (
    <>
      What is shown was collected <Clock atMs={Date.parse(collection.slot)} />{' '}
      <ZoneName atMs={Date.parse(collection.slot)} /> (
      <span aria-live="off">
        <LiveAgo atMs={Date.parse(collection.closedAt)} nowMs={renderedMs} />
      </span>
      ).
    </>
  );
}

function Bar({ title, action = false, children }: { title: string; action?: boolean; children: ReactNode }) {
  return (
    <div className="fixed inset-x-0 bottom-0 z-10 border-t border-warn bg-warn-ground pb-[env(safe-area-inset-bottom)]">
      <div className="page flex flex-wrap items-center gap-x-3 py-2">
        <p className="grow basis-64">
          <span className="font-medium text-warn">{title}</span> {children}
        </p>
        {action && (
          <button type="button" onClick={() => void askNow()} className="control cursor-pointer px-3">
            Try now
          </button>
        )}
      </div>
    </div>
  );
}
