import type { Metric } from '@/lib/series';
import type { ExportedRow } from './read-export';

/** One value a line, or all values of a market and time. */
export type ExportLayout = 'long' | 'wide';

export function exportHeader(layout: ExportLayout, metrics: readonly Metric[]): string[] {
  const rest = layout === 'wide' ? metrics.map(({ name }) => name) : ['metric', 'value'];
  return ['at', 'dimension', ...rest];
}

/** The lines of one observation: none where nothing of what was asked for is known. */
export function exportLines(
  layout: ExportLayout,
  metrics: readonly Metric[],
  { at, name, values }: ExportedRow,
): string[][] {
  if (values.every((value) => value === null)) return [];
  const time = at.toISOString();
  // JavaScript's shortest form of a double is read back as the same double.
  if (layout === 'wide') return [[time, name, ...values.map((value) => (value === null ? '' : `${value}`))]];
  return metrics.flatMap((metric, i) => {
    const value = values[i] ?? null;
    return value === null ? [] : [[time, name, metric.name, `${value}`]];
  });
}
