import { group } from 'd3-array';
import type { Alert } from './judge-alerts';

/** What a subscriber was last told of a base. */
export interface Told {
  begunMs: number;
  /** Null until its end was told. */
  overMs: number | null;
}

/** One base for one subscriber: its venues and metrics are one matter. */
export interface Telling {
  subscriberId: number;
  base: string;
  event: 'begin' | 'over';
  alerts: Alert[];
}

export interface Occasion {
  atMs: number;
  /** Open, or ended at most 30 min ago. */
  live: readonly Alert[];
  /** Of these, what opened in this slot and is news, and what ended in it. */
  begun: readonly Alert[];
  ended: readonly Alert[];
  baseOf(alert: Alert): string;
  /** Confirmed subscribers who watch it and did not mute it. */
  audienceOf(alert: Alert): ReadonlySet<number>;
  told(subscriberId: number, base: string): Told | undefined;
}

/**
 * Who is to be told what in this slot. A base is told once as the first of its watched series begins, and once at the
 * first end that leaves none of them open; what happens in between, or opens again within 30 min, tells nothing. A
 * stale series neither holds up the end nor hides a new beginning.
 */
export function decideTellings(occasion: Occasion): Telling[] {
  const { live, begun, ended, baseOf } = occasion;
  const begunByBase = group(begun, baseOf);
  const endedByBase = group(ended, baseOf);
  const bases = new Set([...begunByBase.keys(), ...endedByBase.keys()]);
  const liveByBase = group(
    live.filter((alert) => bases.has(baseOf(alert))),
    baseOf,
  );
  return [...bases].flatMap((base) => {
    const own = liveByBase.get(base) ?? [];
    const beginnings = tellBeginnings(occasion, base, begunByBase.get(base) ?? [], own);
    const told = new Set(beginnings.map(({ subscriberId }) => subscriberId));
    const ends = tellEnds(occasion, base, endedByBase.get(base) ?? [], own);
    return [...beginnings, ...ends.filter(({ subscriberId }) => !told.has(subscriberId))];
  });
}

function tellBeginnings(
  { atMs, audienceOf, told }: Occasion,
  base: string,
  begun: readonly Alert[],
  live: readonly Alert[],
): Telling[] {
  return Array.from(byAudience(begun, audienceOf), ([subscriberId, alerts]) => {
    const before = told(subscriberId, base);
    const goesOn =
      before !== undefined &&
      live.some(
        (alert) =>
          alert.openedMs < atMs &&
          alert.openedMs >= before.begunMs &&
          alert.staleMs === null &&
          audienceOf(alert).has(subscriberId),
      );
    return goesOn ? null : { subscriberId, base, event: 'begin' as const, alerts };
  }).filter((telling) => telling !== null);
}

function tellEnds(
  { audienceOf, told }: Occasion,
  base: string,
  ended: readonly Alert[],
  live: readonly Alert[],
): Telling[] {
  return Array.from(byAudience(ended, audienceOf), ([subscriberId, alerts]) => {
    const before = told(subscriberId, base);
    if (before === undefined || before.overMs !== null) return null;
    const isOfIt = ({ openedMs }: Alert) => openedMs >= before.begunMs;
    if (!alerts.some(isOfIt)) return null;
    const own = live.filter((alert) => isOfIt(alert) && audienceOf(alert).has(subscriberId));
    if (own.some(({ resolvedMs, staleMs }) => resolvedMs === null && staleMs === null)) return null;
    const over = own.filter(({ resolvedMs }) => resolvedMs !== null);
    return { subscriberId, base, event: 'over' as const, alerts: over };
  }).filter((telling) => telling !== null);
}

function byAudience(alerts: readonly Alert[], audienceOf: Occasion['audienceOf']): Map<number, Alert[]> {
  const found = new Map<number, Alert[]>();
  for (const alert of alerts) {
    for (const id of audienceOf(alert)) {
      const own = found.get(id);
      if (own === undefined) found.set(id, [alert]);
      else own.push(alert);
    }
  }
  return found;
}
