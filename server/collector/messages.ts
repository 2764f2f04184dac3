import type { CollectOutcome } from '@/lib/collect';
import type { CollectionOutcome } from '@/lib/platform/telemetry';
import type { ClosedCollection, StatsTable } from '@/lib/series';

/** What the collector's thread tells the server's. */
export type FromCollector =
  /** A collection was closed: sent at once, before what follows it. */
  | { kind: 'closed'; collection: ClosedCollection; stats: StatsTable }
  | { kind: 'outcome'; call: number; outcome: CollectOutcome; counted: CollectionOutcome }
  | { kind: 'failed'; call: number; error: CollectorFailure; counted: CollectionOutcome };

/** An error as it can be sent to another thread: with the code, which tells a lost database from a fault. */
export interface CollectorFailure {
  name: string;
  message: string;
  stack?: string;
  code?: string;
}

/** What the server's thread asks for: one collection, or the past of a first start. */
export type ToCollector = { kind: 'collect'; call: number } | { kind: 'backfill' };
