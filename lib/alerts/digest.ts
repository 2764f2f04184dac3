import { type Markets, targetsOf } from './markets';
import type { Waiting } from './notification-store';
import type { Telling } from './tell';

/** What subscribers were not mailed on the days before, without what they muted since. */
export function digestsOf(
  waiting: readonly Waiting[],
  { markets }: { markets: Markets },
  mutes: ReadonlyMap<string, ReadonlySet<number>>,
): Map<number, Telling[]> {
  const digests = new Map<number, Telling[]>();
  for (const { subscriberId, kind, alert } of waiting) {
    const tellings = digests.get(subscriberId) ?? [];
    digests.set(subscriberId, tellings);
    const dimension = markets.of(alert.dimensionId);
    if (targetsOf(dimension).some((target) => mutes.get(target)?.has(subscriberId))) continue;
    tellings.push({ subscriberId, base: dimension.base, event: kind, alerts: [alert] });
  }
  return new Map(Array.from(digests, ([id, tellings]) => [id, onePerBase(tellings)]));
}

/** What is told of a base in one mail, oldest first, as it was left: each alert once, and the last event counts. */
export function onePerBase(tellings: readonly Telling[]): Telling[] {
  const byBase = new Map<string, Telling>();
  for (const telling of tellings) {
    const ids = new Set(telling.alerts.map(({ id }) => id));
    const before = byBase.get(telling.base)?.alerts.filter(({ id }) => !ids.has(id)) ?? [];
    byBase.set(telling.base, { ...telling, alerts: [...before, ...telling.alerts] });
  }
  return [...byBase.values()];
}
