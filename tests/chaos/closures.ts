import type { Pool } from 'pg';
import type { Venue } from '@/tests/support/exchange/synthetic';
import type { Plan } from './plan';
import { INTERVAL_MS, START_MS } from './world';

/** A slot as it was collected: what the day without faults is to collect too. */
export interface Closure {
  slotMs: number;
  /** What the exchanges spoke of then. */
  worldSlot: number;
  failed: Venue[];
}

/** The slots that were collected, in the order in which they were closed. */
export class Closures {
  readonly all: Closure[] = [];
  #known = new Set<number>();

  constructor(
    readonly pool: Pool,
    readonly plan: Plan,
  ) {}

  has(slot: number): boolean {
    return this.all.some(({ slotMs }) => slotMs === START_MS + slot * INTERVAL_MS);
  }

  /**
   * Notes what was closed since the last call. `worldSlot`: what the exchanges spoke of, where the slot's own number
   * does not say it. Answers what there is to complain of; nothing where the database cannot be asked.
   */
  async note(worldSlot?: number): Promise<string[]> {
    const { rows } = await this.#since().catch(() => ({ rows: [] }));
    return rows.flatMap(({ id, slot, failed, reasons }) => {
      this.#known.add(id);
      const slotMs = slot.getTime();
      const spokenOf = worldSlot ?? Math.round((slotMs - START_MS) / INTERVAL_MS);
      this.all.push({ slotMs, worldSlot: spokenOf, failed: failed ?? [] });
      return (failed ?? [])
        .filter((venue) => !mayFail(this.plan, venue, spokenOf))
        .map((venue) => `slot ${spokenOf}: ${venue} failed without a plan (${reasons})`);
    });
  }

  #since() {
    return this.pool.query<{ id: number; slot: Date; failed: Venue[] | null; reasons: string }>(
      `SELECT c.id, c.slot, array_remove(array_agg(s.exchange ORDER BY 1) FILTER (WHERE s.state = 'failed'), NULL) AS failed,
              string_agg(s.exchange || ': ' || s.reason, '; ') FILTER (WHERE s.state = 'failed') AS reasons
       FROM collection c LEFT JOIN source_run s ON s.collection_id = c.id
       WHERE c.closed_at IS NOT NULL AND c.id <> ALL($1) GROUP BY c.id, c.xmin::text ORDER BY c.xmin::text::bigint`,
      [[...this.#known]],
    );
  }
}

function mayFail({ faults }: Plan, venue: Venue, slot: number): boolean {
  return faults.some((fault) => {
    // One that was paused may find that its sources' time is over.
    if (fault.is === 'pause') return fault.slot === slot;
    if (fault.is !== 'source' || fault.venue !== venue) return false;
    return fault.slot <= slot && slot < fault.slot + fault.lasts;
  });
}
