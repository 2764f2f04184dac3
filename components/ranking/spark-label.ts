import { formatPercent } from '@/lib/format/number';

/** What a spark says in words: how far the last value is from the first of the day. */
export function sparkLabel(values: readonly (number | null)[]): string {
  const known = values.filter((value) => value !== null);
  const [first] = known;
  const last = known.at(-1);
  if (first === undefined || last === undefined || known.length < 2) return '24 h: too few values';
  if (first <= 0) return '24 h';
  const change = last / first - 1;
  return `24 h: ${change > 0 ? '+' : change < 0 ? '−' : ''}${formatPercent(Math.abs(change))}`;
}
