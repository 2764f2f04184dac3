import { env } from '@/lib/platform/env';
import { getStatus } from '@/lib/queries';
import { LiveStatus } from './live-status';
import { troubleOf } from './trouble';

/** The status line, and below it in words what is wrong, if anything is. It keeps its page up to date. */
export async function StatusBlock({ nowMs }: { nowMs: number }) {
  const status = await getStatus();
  return <LiveStatus rendered={status} renderedMs={nowMs} plan={plan()} />;
}

/** What is collected here, and how often; null where the settings themselves are the trouble. */
function plan() {
  try {
    const { sources, collectIntervalSeconds, scheduler, onVercel } = env();
    return { sources, intervalSeconds: collectIntervalSeconds, scheduled: scheduler || onVercel };
  } catch (error) {
    troubleOf(error);
    return null;
  }
}
