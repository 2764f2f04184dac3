/** A metric's unit for reading, in the market's own currencies; nothing for a pure ratio. */
export function unitName(unit: string, { base, quote }: { base: string; quote: string }): string {
  if (unit === '1') return '';
  if (unit === 'quote currency') return quote;
  return unit === 'base currency' ? base : unit;
}
