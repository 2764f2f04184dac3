import type { ChartData, ChartSpan } from '@/components/chart';
import { reasonWords } from '@/components/sources/reason-words';
import { formatRatio } from '@/lib/format/number';
import { formatExactTime } from '@/lib/format/time';
import { DAY_MS } from '@/lib/model/time';
import type { MetricReport } from '@/lib/queries';

const RANGE_DAYS: Record<string, number> = { '24h': 1, '7d': 7, '30d': 30, '90d': 90 };
const UNIT_MS: Record<string, number> = { H: 3_600_000, M: 60_000, S: 1_000 };

/** What the chart draws of a report. `endMs` is where a range without its own ends stops. */
export function chartDataOf(report: MetricReport, endMs: number, hasRatio: boolean): ChartData {
  const { graph, baseline, threshold } = report;
  const [from, to] = graph.range.split('/').map((end) => Date.parse(end));
  const beginMs = endMs - (RANGE_DAYS[graph.range] ?? 1) * DAY_MS;
  const withTime = <T extends { at: string }>({ at, ...point }: T) => ({ ...point, atMs: Date.parse(at) });
  return {
    fromMs: to === undefined ? beginMs : (from ?? beginMs),
    toMs: to ?? endMs,
    resolutionMs: durationMs(graph.resolution),
    points: graph.points.map(withTime),
    refused: graph.rejected.map(withTime).map((mark) => ({ ...mark, reason: reasonWords(mark.reason) })),
    baseline: baseline && {
      mean: baseline.mean,
      stddev: baseline.stddev,
      fromMs: Date.parse(baseline.from),
      toMs: Date.parse(baseline.to),
    },
    threshold: hasRatio ? threshold : null,
    alerts: alertSpans(report.alerts),
    compared: [],
  };
}

/** What a chart needs of an alert, as the wire has it. */
export interface Episode {
  direction: 'above' | 'below';
  since: string;
  until: string | null;
  peak: { ratio: number };
}

/** Alerts as stretches of time; what was furthest from the mean in each is said. */
export function alertSpans(alerts: readonly Episode[]): ChartSpan[] {
  return alerts.map(({ direction, since, until, peak }) => {
    const fromMs = Date.parse(since);
    const toMs = until === null ? null : Date.parse(until);
    const end = toMs === null ? 'still open' : `until ${formatExactTime(toMs)}`;
    const furthest = `${direction === 'above' ? 'up' : 'down'} to ${formatRatio(peak.ratio)} the mean`;
    return { fromMs, toMs, label: `Alert: ${furthest}, since ${formatExactTime(fromMs)}, ${end}` };
  });
}

/** An ISO 8601 duration of one unit, such as `PT5M`, in ms. */
export function durationMs(duration: string): number {
  const [, count, unit] = /^PT(\d+)([HMS])$/.exec(duration) ?? [];
  return Number(count ?? Number.NaN) * (UNIT_MS[unit ?? ''] ?? Number.NaN);
}
