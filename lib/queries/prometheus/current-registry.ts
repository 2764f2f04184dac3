import { Gauge, Registry } from 'prom-client';
import type { Backlog } from '@/lib/outbox';
import { pool } from '@/lib/platform/database';

/** The kinds of trouble that are counted even where there is none, so that a rule sees a 0 and no gap. */
const KINDS = ['source', 'metric', 'overdue', 'outbox', 'disk'];

/** What the database says of this moment. */
export interface Moment {
  openEpisodes: ReadonlyMap<string, number>;
  backlog: Backlog;
}

/** What changes from one moment to the next. `moment` is null where the database does not answer. */
export function currentRegistry(moment: Moment | null, nowMs = Date.now()): Registry {
  const registry = new Registry();
  const gauge = <L extends string = never>(name: string, help: string, ...labelNames: L[]) =>
    new Gauge({ name, help, labelNames, registers: [registry] });
  gauge('tracker_database_up', '1 if the database answers.').set(moment === null ? 0 : 1);
  const { totalCount, idleCount, waitingCount, options } = pool();
  const connections = gauge('tracker_database_connections', 'Connections of this process.', 'state');
  connections.set({ state: 'busy' }, totalCount - idleCount);
  connections.set({ state: 'idle' }, idleCount);
  gauge('tracker_database_connections_max', 'Connections that this process may open.').set(options.max ?? 10);
  gauge('tracker_database_connections_waiting', 'Requests that wait for a connection.').set(waitingCount);
  if (moment === null) return registry;
  const { openEpisodes, backlog } = moment;
  const episodes = gauge(
    'tracker_open_episodes',
    'Troubles that the operator was told of and that last.',
    'kind',
  );
  for (const kind of KINDS) episodes.set({ kind }, openEpisodes.get(kind) ?? 0);
  gauge('tracker_outbox_messages', 'Mails that wait to be sent.').set(backlog.waiting);
  const ageMs = backlog.oldestMs === null ? 0 : Math.max(0, nowMs - backlog.oldestMs);
  gauge('tracker_outbox_oldest_age_seconds', 'Age of the oldest of them; 0 where none waits.').set(
    ageMs / 1000,
  );
  return registry;
}
