import { median } from 'd3-array';
import type { Measured } from './measure';

/** What the stored cycle is meant to reach. */
const RATIO_AIMS: Readonly<Record<number, number>> = { 10000: 10, 1000000: 50 };
const GROWTH_AIM = { from: 10_000, to: 1_000_000, below: 40 };
const MEMORY_AIM = { series: 1_000_000, belowBytes: 3e9 };

/** A Markdown table: one row a size. */
export function tableOf(all: readonly Measured[]): string {
  const rows = all.map((measured) =>
    [
      measured.series.toLocaleString('en'),
      spread(measured.cycleMs),
      spread(measured.sqlMs),
      `${ratioOf(measured).toFixed(1)}x`,
      measured.way,
      String(measured.cycleMs.length),
    ].join(' | '),
  );
  return [
    'series | stored cycle, ms | SQL, ms | SQL / cycle | fastest SQL | rounds',
    '---: | ---: | ---: | ---: | --- | ---:',
    ...rows,
  ]
    .map((row) => `| ${row} |`)
    .join('\n');
}

/** One line a size: what each way of SQL took when it was tried, and how many cycles that is. */
export function triesOf(all: readonly Measured[]): string[] {
  return all.map(({ series, tried, cycleMs }) => {
    const each = tried.map(
      ({ way, sqlMs }) => `${way} ${whole(sqlMs)} ms (${(sqlMs / medianOf(cycleMs)).toFixed(1)}x)`,
    );
    return `SQL at ${inWords(series)}, one try each: ${each.join(', ')}`;
  });
}

/** One line an aim, with its figure. `peakBytes` is the largest resident set of this process until now. */
export function aimsOf(all: readonly Measured[], peakBytes: number): string[] {
  const lines: string[] = [];
  const of = (series: number) => all.find((measured) => measured.series === series);
  for (const measured of all) {
    const aim = RATIO_AIMS[measured.series];
    if (aim === undefined) continue;
    const ratio = ratioOf(measured);
    lines.push(
      `${verdict(ratio >= aim)}: ${ratio.toFixed(1)}x faster than SQL at ${inWords(measured.series)} (aim: ${aim}x)`,
    );
  }
  const [small, large] = [of(GROWTH_AIM.from), of(GROWTH_AIM.to)];
  if (small && large) {
    const growth = medianOf(large.cycleMs) / medianOf(small.cycleMs);
    const times = GROWTH_AIM.to / GROWTH_AIM.from;
    lines.push(
      `${verdict(growth < GROWTH_AIM.below)}: the cycle takes ${growth.toFixed(1)}x as long for ${times}x the ` +
        `series (aim: below ${GROWTH_AIM.below}x)`,
    );
  }
  if (of(MEMORY_AIM.series)) {
    lines.push(
      `${verdict(peakBytes < MEMORY_AIM.belowBytes)}: ${(peakBytes / 1e9).toFixed(2)} GB of memory at most in this ` +
        `process, at ${inWords(MEMORY_AIM.series)} (aim: under ${MEMORY_AIM.belowBytes / 1e9} GB)`,
    );
  }
  return lines;
}

function ratioOf({ cycleMs, sqlMs }: Measured): number {
  return medianOf(sqlMs) / medianOf(cycleMs);
}

function spread(ms: readonly number[]): string {
  return `${whole(medianOf(ms))} (${whole(Math.min(...ms))} - ${whole(Math.max(...ms))})`;
}

function whole(value: number): string {
  return Math.round(value).toLocaleString('en');
}

function medianOf(values: readonly number[]): number {
  return median(values) ?? Number.NaN;
}

function verdict(isMet: boolean): string {
  return isMet ? 'met' : 'MISSED';
}

function inWords(series: number): string {
  return `${series.toLocaleString('en')} series`;
}
