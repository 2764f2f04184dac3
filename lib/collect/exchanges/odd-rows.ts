import { isEndless } from './endless';

const NUMBER = /^[-+]?\d*\.?\d+(e[-+]?\d{1,3})?$/i;

type Rows = unknown[] | Record<string, unknown>;

/** How far down the rows of an answer are, at most. */
const ROWS_DEPTH = 3;
/** Of two rows with one shape neither is odd, whatever the other thousands are like. */
const MIN_ALIKE = 2;
/** Longer runs of digits and larger exponents are rare enough to be looked at. */
const MAYBE_ENDLESS = /[-+\d.]{400}|e[-+]?\d{4}/i;

/**
 * Takes out the rows that hold a number that the library would compute with for ever. Changes `answer`, which was
 * parsed from `text`; returns how many it took.
 */
export function dropEndlessRows(answer: object, text: string): number {
  return MAYBE_ENDLESS.test(text) ? dropRows(rowsIn(answer), isEndless) : 0;
}

/**
 * Takes out the rows that are like no other: for an answer that the library could not read, since it gives up all
 * rows for one that is null or a list. Changes `answer`; returns how many it took, 0 where none is like another.
 */
export function dropOddRows(answer: object): number {
  const rows = rowsIn(answer);
  const alike = new Map<string, number>();
  const shapes = new Map<unknown, string>();
  for (const row of Object.values(rows)) {
    const shape = shapeOf(row);
    shapes.set(row, shape);
    alike.set(shape, (alike.get(shape) ?? 0) + 1);
  }
  const isOdd = (row: unknown) => (alike.get(shapes.get(row) ?? '') ?? 0) < MIN_ALIKE;
  return Object.values(rows).every(isOdd) ? 0 : dropRows(rows, isOdd);
}

/**
 * Takes out what is keyed by the id of no listed market, from objects that are keyed by ids for the most part: for some
 * exchanges the library gives up all rows for one such id. Changes `answer`; returns how many it took.
 */
export function dropStrangers(answer: object, isListed: (id: string) => boolean, depth = 1): number {
  const keys = Array.isArray(answer) ? [] : Object.keys(answer);
  const strange = keys.filter((key) => !isListed(key));
  const isKeyedById = strange.length <= keys.length / 2;
  if (isKeyedById) for (const key of strange) Reflect.deleteProperty(answer, key);
  let dropped = isKeyedById ? strange.length : 0;
  if (depth === ROWS_DEPTH || keys.length > 20) return dropped;
  for (const inner of Object.values(answer)) {
    if (typeof inner === 'object' && inner !== null) dropped += dropStrangers(inner, isListed, depth + 1);
  }
  return dropped;
}

/** The list or object with the most entries: beside the rows of an answer there is little else. */
function rowsIn(answer: object): Rows {
  let most: Rows = [];
  const visit = (value: unknown, depth: number): void => {
    if (typeof value !== 'object' || value === null) return;
    const rows = value as Rows;
    const inner = Object.values(rows);
    if (inner.length > Object.keys(most).length) most = rows;
    // Below rows there are only their fields.
    if (depth < ROWS_DEPTH && inner.length <= 20) for (const one of inner) visit(one, depth + 1);
  };
  visit(answer, 1);
  return most;
}

function dropRows(rows: Rows, isOdd: (row: unknown) => boolean): number {
  if (Array.isArray(rows)) {
    const good = rows.filter((row) => !isOdd(row));
    const dropped = rows.length - good.length;
    rows.splice(0, rows.length, ...good);
    return dropped;
  }
  const odd = Object.keys(rows).filter((key) => isOdd(rows[key]));
  for (const key of odd) delete rows[key];
  return odd.length;
}

/** What kind of values a row and its fields are, two levels down. */
function shapeOf(value: unknown, depth = 0): string {
  if (value === null) return '-';
  if (typeof value === 'string') return value === '' ? "''" : NUMBER.test(value) ? '0' : 'a';
  if (typeof value !== 'object') return typeof value;
  if (depth === 2) return Array.isArray(value) ? '[]' : '{}';
  if (Array.isArray(value)) return `[${value.slice(0, 20).map((inner) => shapeOf(inner, depth + 1))}]`;
  return `{${Object.entries(value).map(([key, inner]) => `${key}:${shapeOf(inner, depth + 1)}`)}}`;
}
