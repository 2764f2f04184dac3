const DECIMAL = /^\d{1,9}(?:[.,]\d{0,9})?$/;

/** Reads digits with a comma or a point before the decimals, such as `2.5` and `2,5`. NaN for any other text, such as `1e2`. */
export function parseDecimal(text: string): number {
  const written = text.trim();
  return DECIMAL.test(written) ? Number(written.replace(',', '.')) : Number.NaN;
}
