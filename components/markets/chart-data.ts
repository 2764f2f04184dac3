import type { ChartData } from '@/components/chart';
import type { MetricReport } from '@/lib/metrics';

const DAY_MS = 86_400_000;
const UNIT_MS: Record<string, number> = { H: 3_600_000, M: 60_000, S: 1_000 };

/** What the chart draws of a report. `endMs` is where a range without its own ends stops. */
export function chartDataOf(report: MetricReport, endMs: number, hasRatio: boolean): ChartData {
  const { graph, baseline, threshold } = report;
  const [from, to] = graph.range.split('/').map((end) => Date.parse(end));
  const withTimes = <T extends { at: string }>(points: readonly T[]) =>
    points.map((point) => ({ ...point, atMs: Date.parse(point.at) }));
  return {
    fromMs: to === undefined ? endMs - DAY_MS : (from ?? endMs - DAY_MS),
    toMs: to ?? endMs,
    resolutionMs: durationMs(graph.resolution),
    points: withTimes(graph.points),
    refused: withTimes(graph.rejected),
    baseline,
    threshold: hasRatio ? threshold : null,
  };
}

/** An ISO 8601 duration of one unit, such as `PT5M`, in ms. */
export function durationMs(duration: string): number {
  const [, count, unit] = /^PT(\d+)([HMS])$/.exec(duration) ?? [];
  return Number(count ?? Number.NaN) * (UNIT_MS[unit ?? ''] ?? Number.NaN);
}
