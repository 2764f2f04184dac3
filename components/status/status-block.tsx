import { RefreshAt } from '@/components/site/refresh-at';
import { env } from '@/lib/env';
import { getStatus, type Status } from '@/lib/monitor';
import { FirstCollection } from './first-collection';
import { NoSource } from './no-source';
import { StaleNotice } from './stale-notice';
import { StatusLine } from './status-line';
import { troubleOf } from './trouble';
import { TroubleNotice } from './trouble-notice';

/** A collection that is due has to run first, and one that is late may come at any time. */
const GRACE_MS = 15_000;

/** The status line, and below it in words what is wrong, if anything is. */
export async function StatusBlock({ nowMs }: { nowMs: number }) {
  const status = await getStatus(nowMs).catch((error: unknown) => ({ trouble: troubleOf(error) }));
  return (
    <div className="page">
      {'trouble' in status ? (
        <TroubleNotice trouble={status.trouble} />
      ) : status.collection === null ? (
        <FirstCollection {...plan()} />
      ) : (
        <>
          <StatusLine status={status} nowMs={nowMs} />
          <NoSource status={status} />
          <StaleNotice status={status} nowMs={nowMs} />
        </>
      )}
      <RefreshAt key={nowMs} afterMs={'trouble' in status ? GRACE_MS : untilNextMs(status, nowMs)} />
    </div>
  );
}

function untilNextMs({ collection }: Status, nowMs: number): number {
  return GRACE_MS + (collection === null ? 0 : Math.max(0, Date.parse(collection.nextDueAt) - nowMs));
}

function plan() {
  const { sources, collectIntervalSeconds, scheduler, onVercel } = env();
  return { sources, intervalSeconds: collectIntervalSeconds, scheduled: scheduler || onVercel };
}
