import { max } from 'd3-array';
import type { Sample } from './sample';

const COLUMNS: [keyof Sample, string, number][] = [
  ['collections', 'collections', 0],
  ['collectMs', 'one, ms', 0],
  ['memoryMb', 'memory, MB', 0],
  ['heapMb', 'heap, MB', 0],
  ['databaseMb', 'database, MB', 0],
  ['observationMb', 'observations, MB', 1],
  ['observationIndexMb', 'their indexes, MB', 1],
  ['statisticsMb', 'statistics, MB', 1],
  ['hoursMb', 'hours, MB', 1],
  ['recordMb', 'record, MB', 1],
  ['vacuumMs', 'vacuum, ms', 0],
  ['snapshotMs', 'snapshot, ms', 0],
  ['dayMs', '24 h, ms', 1],
  ['weekMs', '7 d, ms', 1],
];

/** What has to level off; times only where they are no noise. */
const LEVELS: (keyof Sample)[] = [
  'heapMb',
  'databaseMb',
  'observationMb',
  'observationIndexMb',
  'statisticsMb',
  'hoursMb',
  'recordMb',
];

const ALLOWED = 1.1;

export const head = () =>
  [
    `| ${COLUMNS.map(([, title]) => title).join(' | ')} |`,
    `| ${COLUMNS.map(([, title]) => `${'-'.repeat(title.length - 1)}:`).join(' | ')} |`,
  ].join('\n');

export const line = (sample: Sample) =>
  `| ${COLUMNS.map(([field, title, digits]) => sample[field].toFixed(digits).padStart(title.length)).join(' | ')} |`;

/** What is larger in the last third than it ever was in the second, by more than a tenth: it still grows. */
export function growing(samples: readonly Sample[]): string[] {
  const third = Math.floor(samples.length / 3);
  const [before, after] = [samples.slice(third, 2 * third), samples.slice(2 * third)];
  return LEVELS.filter((field) => {
    const [most = 0, now = 0] = [max(before, (one) => one[field]), max(after, (one) => one[field])];
    return now > most * ALLOWED;
  });
}
