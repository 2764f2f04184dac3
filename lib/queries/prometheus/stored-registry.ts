import { Gauge, Registry } from 'prom-client';
import { SOURCE_STATES, sourceState } from '@/lib/incidents';
import type { Stored } from './read-stored';

/** These values as gauges, the same from every process that reads the same database. */
export function storedRegistry({ collection, rejections, timeoutMs }: Stored): Registry {
  const registry = new Registry();
  const gauge = <L extends string = never>(name: string, help: string, ...labelNames: L[]) =>
    new Gauge({ name, help, labelNames, registers: [registry] });

  gauge('tracker_collection_slot_timestamp_seconds', 'Slot of the newest closed collection.').set(
    collection.slotMs / 1000,
  );
  gauge('tracker_collection_closed_timestamp_seconds', 'When the newest closed collection was closed.').set(
    collection.closedAtMs / 1000,
  );
  gauge('tracker_collection_interval_seconds', 'From one slot to the next.').set(collection.intervalSeconds);
  gauge('tracker_collection_duration_seconds', 'How long the newest closed collection took.').set(
    Math.max(0, collection.closedAtMs - collection.startedAtMs) / 1000,
  );
  gauge('tracker_collection_observations', 'Markets stored in the newest closed collection.').set(
    collection.observations,
  );

  const states = gauge('tracker_source_state', '1 for the state that a source is in.', 'exchange', 'state');
  const duration = gauge('tracker_source_duration_seconds', 'How long a source took.', 'exchange');
  const markets = gauge('tracker_source_markets', 'Markets of a source.', 'exchange', 'stage');
  for (const run of collection.runs) {
    const { exchange } = run;
    const now = sourceState(run, timeoutMs);
    for (const state of SOURCE_STATES) states.set({ exchange, state }, state === now ? 1 : 0);
    duration.set({ exchange }, run.elapsedMs / 1000);
    for (const stage of ['listed', 'priced', 'stored'] as const) markets.set({ exchange, stage }, run[stage]);
  }

  const refused = gauge(
    'tracker_rejections',
    'Observations refused in the newest closed collection, by the rule.',
    'exchange',
    'reason',
  );
  for (const { exchange, reason, count } of rejections) refused.set({ exchange, reason }, count);
  return registry;
}
