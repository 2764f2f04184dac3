import { pool } from '@/lib/platform/database';
import { env } from '@/lib/platform/env';
import { deliver } from './deliver';
import type { Delivered } from './delivered';
import type { OnDead } from './settle';
import { transportOf } from './transports/transport-of';

/** Shorter than the minute between two calls of the schedule, and than a function may run. */
const LASTING_MS = 45_000;

/** Sends what is due, by the settings of this process; `onDead` hears of what is given up. Throws where the database fails. */
export function deliverNow(onDead: OnDead): Promise<Delivered> {
  const transport = transportOf(env());
  return deliver({ pool: pool(), clock: Date.now, transport, lastingMs: LASTING_MS, onDead });
}
