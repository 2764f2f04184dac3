import type { Outcome } from './run-attack';

const NAME_WIDTH = 72;

export const TITLE = [
  'attack'.padEnd(NAME_WIDTH),
  'reads',
  'longest ms',
  'MB before',
  ' peak',
  'after',
  'slots lost',
].join('  ');

/** One line of the table. */
export function row(outcome: Outcome, held: boolean): string {
  const { attack, answers, longestMs, beforeMb, peakMb, afterMb, lostSlots } = outcome;
  const number = (value: number, width: number) => value.toFixed(0).padStart(width);
  return [
    attack.padEnd(NAME_WIDTH),
    number(answers, 5),
    number(longestMs, 10),
    number(beforeMb, 9),
    number(peakMb, 5),
    number(afterMb, 5),
    number(lostSlots, 10),
    held ? 'held' : 'FAILED',
  ].join('  ');
}
