'use client';

import { ConnectionBar } from '@/components/live/connection-bar';
import { useRefresh } from '@/components/live/use-refresh';
import type { Status } from '@/lib/queries';
import { FirstCollection, type Plan } from './first-collection';
import { NoSource } from './no-source';
import { StaleNotice } from './stale-notice';
import { StatusLine } from './status-line';
import { TroubleNotice } from './trouble-notice';

interface Props {
  rendered: Status;
  renderedMs: number;
  plan: Plan | null;
}

/** The state of the collection, as the server rendered it and as it has become since. */
export function LiveStatus({ rendered, renderedMs, plan }: Props) {
  const status = useRefresh(rendered);
  return (
    <div className="page">
      <Said status={status} renderedMs={renderedMs} plan={plan} />
      <ConnectionBar status={status} renderedMs={renderedMs} />
    </div>
  );
}

function Said({ status, renderedMs, plan }: { status: Status; renderedMs: number; plan: Plan | null }) {
  if (status.trouble !== null) return <TroubleNotice trouble={status.trouble} />;
  if (status.collection === null) return plan && <FirstCollection {...plan} />;
  return (
    <>
      <StatusLine status={status} renderedMs={renderedMs} />
      <NoSource status={status} />
      <StaleNotice status={status} renderedMs={renderedMs} />
    </>
  );
}
