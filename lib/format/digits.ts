/** Writes a figure of `number.ts` with the signs of a place: `64,231.50` as `64.231,50`. */
export type Digits = (text: string) => string;

/** As the server writes, which does not know its readers. */
export const plainDigits: Digits = (text) => text;

/** Between two figures alone: a sentence keeps its full stop. */
const SIGN = /(?<=\d)[.,](?=\d)/g;

/**
 * The signs for thousands and decimals of a place, by its language tag; the browser's own without one. The digits and
 * what stands behind them, such as M for million, stay: every text around them is English.
 */
export function digitsOf(locale?: string): Digits {
  const options = { useGrouping: true, numberingSystem: 'latn' };
  const parts = new Intl.NumberFormat(locale, options).formatToParts(1_234_567.8);
  const signOf = (type: string) => parts.find((part) => part.type === type)?.value;
  const group = signOf('group') ?? '';
  const decimal = signOf('decimal') ?? '.';
  if (group === ',' && decimal === '.') return plainDigits;
  return (text) => text.replace(SIGN, (sign) => (sign === ',' ? group : decimal));
}
