import { visibleText } from '@/lib/model/market-name';

/** Thousands may be in trouble at once, each with an answer of its own: email programs cut what is longer. */
const MAX_LINES = 30;
const MAX_LINE_LENGTH = 200;

/** Returns a line for each of the first of many, and how many more there are. */
export function firstLines<T>(all: readonly T[], lineOf: (one: T) => string): string[] {
  const lines = all.slice(0, MAX_LINES).map(lineOf);
  const more = all.length - lines.length;
  return more === 0 ? lines : [...lines, `And ${more} more.`];
}

/** Returns what an exchange, a database or a provider said, short enough for a line. */
export function cut(detail: string): string {
  return visibleText(detail, MAX_LINE_LENGTH);
}
