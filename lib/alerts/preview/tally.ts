import type { Replayed, ReplayedAlert } from '@/lib/alerts/replay';
import { DAY_MS } from '@/lib/model/time';
import { countMails } from './count-mails';
import type { PreviewExample, Previewed } from './question';
import { countWeek } from './week-count';

const MAX_EXAMPLES = 20;

/** What is known so far of a preview. */
export interface Tally {
  /** Some bases, whole: how many of their markets, their last day, and by series their far hours of the days before. */
  add(markets: number, day: Replayed, earlierHoursMs: Iterable<readonly (readonly number[])[]>): void;
  /** `slotsMs` are all slots of the last day and a half, ascending. */
  previewed(slotsMs: readonly number[]): Previewed;
}

export function openTally(asOfMs: number, matching: number, nameOf: (dimensionId: number) => string): Tally {
  const week = countWeek();
  const toldAtMs = new Set<number>();
  let newest: PreviewExample[] = [];
  let checked = 0;
  let alerts = 0;

  const exampleOf = ({ dimensionId, metric, direction, threshold, openedMs, opening }: ReplayedAlert) => ({
    dimension: nameOf(dimensionId),
    metric,
    direction,
    threshold,
    openedMs,
    ratio: opening.ratio,
  });

  return {
    add(markets, day, earlierHoursMs) {
      checked += markets;
      alerts += day.alerts.length;
      for (const at of day.toldAtMs) toldAtMs.add(at);
      const last = day.alerts.slice(-MAX_EXAMPLES).map(exampleOf);
      newest = [...newest, ...last].sort((a, b) => b.openedMs - a.openedMs).slice(0, MAX_EXAMPLES);
      for (const hoursMs of earlierHoursMs) week.add(hoursMs);
    },
    previewed(slotsMs) {
      const mails = countMails(slotsMs, toldAtMs, asOfMs - DAY_MS + 1);
      const before = week.total();
      return {
        asOfMs,
        day: { mails, alerts, examples: newest },
        week: { mails: before.mails + mails, alerts: before.alerts + alerts },
        markets: { checked, matching },
      };
    },
  };
}
