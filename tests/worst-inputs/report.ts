import { AIMS, missed } from './aims';
import type { Measured } from './measure';

/** One line about an input: what it cost, and which aims it misses. */
export function lineOf({ input, answer, ...cost }: Measured): string {
  const misses = missed(cost);
  const figures = [
    `${cost.holdMs.toFixed(0)} ms`.padStart(8),
    `${cost.cpuMs.toFixed(0)} ms`.padStart(9),
    `${cost.memoryMb.toFixed(0)} MB`.padStart(8),
    `${answer.tookMs.toFixed(0)} ms`.padStart(9),
    `${(answer.bytes / 1000).toFixed(0)} kB`.padStart(9),
    String(answer.status).padStart(4),
  ];
  const path = input.path.length > 90 ? `${input.path.slice(0, 90)}…` : input.path;
  const miss =
    misses.length > 0 ? `  MISSED: ${misses.map((part) => part.replace(/M[sb]$/, '')).join(', ')}` : '';
  return `${figures.join(' ')}  ${input.method} ${path} ${input.name && `(${input.name})`}${miss}`;
}

export const HEAD = [
  'hold'.padStart(8),
  'cpu'.padStart(9),
  'memory'.padStart(8),
  'took'.padStart(9),
  'sent'.padStart(9),
  ' is',
].join(' ');

/** The most expensive inputs, and how many miss an aim. */
export function summary(all: readonly Measured[]): string[] {
  const worst = (part: 'holdMs' | 'cpuMs' | 'memoryMb') =>
    [...all]
      .sort((a, b) => b[part] - a[part])
      .slice(0, 10)
      .map(lineOf);
  const misses = all.filter((measured) => missed(measured).length > 0);
  const failed = all.filter(({ answer }) => answer.status >= 500);
  return [
    `longest hold (aim ${AIMS.holdMs} ms):`,
    ...worst('holdMs'),
    `most processor time (aim ${AIMS.cpuMs} ms):`,
    ...worst('cpuMs'),
    `most memory (aim ${AIMS.memoryMb} MB):`,
    ...worst('memoryMb'),
    `${all.length} inputs, ${misses.length} miss an aim, ${failed.length} answered 5xx`,
  ];
}

/** True if every input keeps to the aims and none fails. */
export function isFine(all: readonly Measured[]): boolean {
  return all.every((measured) => missed(measured).length === 0 && measured.answer.status < 500);
}
