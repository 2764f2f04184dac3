import type { Markets } from './markets';
import { decideTellings, type Told } from './tell';
import type { WatchedRange } from './watched-range';

/** The one that the watches of a replay are of. */
export const SUBSCRIBER = 1;

/** What one subscriber was told so far, and in which slots, ms UTC. `levelOf`: null where he watches no level of a range. */
export function oneSubscriber(markets: Markets, levelOf: (range: WatchedRange) => number | null) {
  const told = new Map<string, Map<number, Told>>();
  const toldAtMs: number[] = [];
  const audience = {
    of: () => [SUBSCRIBER],
    includes: (range: WatchedRange) => levelOf(range) !== null,
  };
  return {
    toldAtMs,
    tell(slot: { atMs: number; live: readonly WatchedRange[]; begun: readonly WatchedRange[] }) {
      const { atMs } = slot;
      const tellings = decideTellings({
        ...slot,
        baseOf: ({ dimensionId }) => markets.of(dimensionId).base,
        audience,
        told: (base) => told.get(base) ?? new Map(),
      });
      for (const { base, event } of tellings) {
        const before = told.get(base)?.get(SUBSCRIBER);
        const now =
          event === 'begin'
            ? { begunMs: atMs, overMs: null }
            : { begunMs: before?.begunMs ?? atMs, overMs: atMs };
        told.set(base, new Map([[SUBSCRIBER, now]]));
      }
      if (tellings.length > 0) toldAtMs.push(atMs);
    },
  };
}
