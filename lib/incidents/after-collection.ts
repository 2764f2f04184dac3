import { waitUntil } from '@vercel/functions';
import { type Env, env } from '@/lib/platform/env';
import { log } from '@/lib/platform/log';
import { type CollectionOutcome, telemetry } from '@/lib/platform/telemetry';
import { heartbeat } from './heartbeat';
import { watch } from './watch';

/** What a collection tells of itself; null where it could not even end. */
interface Outcome {
  state: 'collected' | 'done' | 'busy' | 'wrong clock';
  sources?: readonly { state: string }[];
}

/**
 * What follows each collection: the heartbeat, if a source took part in it, and the watch. Never rejects, and waits
 * for no heartbeat: whatever is wrong with watching is no fault of the collection.
 */
export async function afterCollection(
  outcome: Outcome | null,
  settings: Pick<Env, 'heartbeatUrl'> = env(),
  look: () => Promise<unknown> = watch,
): Promise<void> {
  telemetry().collections.inc({ outcome: outcomeName(outcome) });
  if (settings.heartbeatUrl !== undefined && isGood(outcome)) {
    // On a platform that freezes a function with its answer, this holds it until the call is made.
    waitUntil(heartbeat(settings.heartbeatUrl, log()));
  }
  if (outcome !== null && (outcome.state === 'done' || outcome.state === 'busy')) return;
  try {
    await look();
  } catch (error) {
    log().error({ err: error }, 'the watch failed');
  }
}

/** What an outcome is counted as; null: the collection could not even end. */
export function outcomeName(outcome: Outcome | null): CollectionOutcome {
  if (outcome === null) return 'failed';
  return outcome.state === 'collected' && !isGood(outcome) ? 'empty' : outcome.state;
}

function isGood(outcome: Outcome | null): boolean {
  if (outcome?.state !== 'collected') return false;
  return (outcome.sources ?? []).some(({ state }) => state === 'accepted' || state === 'partial');
}
