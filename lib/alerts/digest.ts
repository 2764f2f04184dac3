import { group } from 'd3-array';
import type { AlertEntry, AlertSeries } from './alert-mail';
import type { Markets } from './markets';
import { isMuted, type Mutes } from './muted';
import type { Waiting } from './notification-store';

/** What subscribers were not mailed yet, without what they muted since. */
export function waitingEntries(
  waiting: readonly Waiting[],
  { markets }: { markets: Markets },
  mutes: Mutes,
): Map<number, AlertEntry[]> {
  return new Map(
    Array.from(
      group(waiting, ({ subscriberId }) => subscriberId),
      ([id, own]) => [
        id,
        own
          .filter((one) => !isMuted(mutes, markets.of(one.series.dimensionId), one.subscriberId))
          .map(({ series, event }) => ({ base: series.base, event, series: [series] })),
      ],
    ),
  );
}

/**
 * What is told of a base in one mail, oldest first, as it was left: each series once, and the last event counts. Of a
 * base that is over, series whose end is not known are left out.
 */
export function onePerBase(
  entries: readonly AlertEntry[],
  sorted: (series: readonly AlertSeries[]) => AlertSeries[],
): AlertEntry[] {
  return Array.from(
    group(entries, ({ base }) => base),
    ([base, own]) => {
      const [first, ...others] = own;
      const last = own.at(-1);
      if (first === undefined || last === undefined || others.length === 0) return own;
      const series = new Map(own.flatMap((entry) => entry.series.map((one) => [keyOf(one), one])));
      const known = [...series.values()].filter(({ untilMs }) => last.event === 'begin' || untilMs !== null);
      return [{ base, event: last.event, series: sorted(known) }];
    },
  ).flat();
}

const keyOf = ({ dimensionId, metric, direction }: AlertSeries) => `${dimensionId} ${metric} ${direction}`;
