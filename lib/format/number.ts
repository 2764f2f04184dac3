const LOCALE = 'en-US';
/** Where there is no number. A word for it stands beside it or in the table's caption. */
const NO_VALUE = '–';

const formats = new Map<string, Intl.NumberFormat>();

/** Intl formats are slow to make and the same few are used by every row. */
function formatOf(options: Intl.NumberFormatOptions): Intl.NumberFormat {
  const key = JSON.stringify(options);
  const known = formats.get(key) ?? new Intl.NumberFormat(LOCALE, options);
  formats.set(key, known);
  return known;
}

/**
 * A measured value for reading: 0.00001234, 1.35, 64,231.50, 1.235M. Small ones keep four significant digits and
 * never become 0.00; from a million on it is compact. The exact value is `formatExact`.
 */
export function formatValue(value: number | null): string {
  if (value === null || !Number.isFinite(value)) return NO_VALUE;
  return formatOf(optionsFor(Math.abs(value))).format(value);
}

function optionsFor(size: number): Intl.NumberFormatOptions {
  if (size === 0) return {};
  if (size < 1e-9 || size >= 1e18) return { notation: 'scientific', maximumSignificantDigits: 4 };
  if (size < 1) return { maximumSignificantDigits: 4 };
  if (size < 10) return { minimumFractionDigits: 2, maximumFractionDigits: 4 };
  if (size < 100) return { minimumFractionDigits: 2, maximumFractionDigits: 3 };
  if (size < 999_999.995) return { minimumFractionDigits: 2, maximumFractionDigits: 2 };
  return { notation: 'compact', minimumSignificantDigits: 4, maximumSignificantDigits: 4 };
}

/** The same for a column of eleven figures, where `0.0000002664` would lose its end: `2.664E-7`. */
export function formatNarrow(value: number | null): string {
  const size = Math.abs(value ?? 0);
  if (value === null || size === 0 || size >= 1e-6) return formatValue(value);
  return formatOf({ notation: 'scientific', maximumSignificantDigits: 4 }).format(value);
}

/** The 15 digits that a double holds for certain, grouped by thousands. */
export function formatExact(value: number | null): string {
  if (value === null || !Number.isFinite(value)) return 'no value';
  return formatOf({ maximumSignificantDigits: 15 }).format(value);
}

/** A share for reading: 0.341 is `34.1 %`. */
export function formatPercent(share: number | null): string {
  if (share === null || !Number.isFinite(share)) return NO_VALUE;
  const percent = share * 100;
  const size = Math.abs(percent);
  if (size >= 999_999.5)
    return `${formatOf({ notation: 'compact', maximumSignificantDigits: 3 }).format(percent)} %`;
  if (size >= 100) return `${formatOf({ maximumFractionDigits: 0 }).format(percent)} %`;
  if (size >= 10)
    return `${formatOf({ minimumFractionDigits: 1, maximumFractionDigits: 1 }).format(percent)} %`;
  if (size >= 0.1)
    return `${formatOf({ minimumFractionDigits: 2, maximumFractionDigits: 2 }).format(percent)} %`;
  return `${formatOf({ maximumSignificantDigits: 2 }).format(percent)} %`;
}

/** latest / mean for reading: `1.35×`. */
export function formatRatio(ratio: number | null): string {
  if (ratio === null || !Number.isFinite(ratio)) return NO_VALUE;
  const size = Math.abs(ratio);
  if (size >= 1e6) return `${formatOf({ notation: 'compact', maximumSignificantDigits: 3 }).format(ratio)}×`;
  if (size >= 100) return `${formatOf({ maximumFractionDigits: 0 }).format(ratio)}×`;
  if (size >= 0.1)
    return `${formatOf({ minimumFractionDigits: 2, maximumFractionDigits: 2 }).format(ratio)}×`;
  return `${formatOf({ maximumSignificantDigits: 2 }).format(ratio)}×`;
}

/** A number of things: `9,812`. */
export function formatCount(count: number): string {
  return formatOf({ maximumFractionDigits: 0 }).format(count);
}

/**
 * Labels of an axis: as many decimals as its step needs and no more, one magnitude for all, so that no two are
 * equal and none pretends to more digits than the others.
 */
export function formatTicks(ticks: readonly number[]): string[] {
  const largest = Math.max(...ticks.map(Math.abs), 0);
  const step = Math.abs((ticks[1] ?? largest) - (ticks[0] ?? 0)) || largest;
  if (largest !== 0 && (largest < 1e-9 || largest >= 1e18)) return ticks.map(formatValue);
  const { divisor, suffix } = magnitudeOf(largest);
  const decimals = step === 0 ? 0 : Math.min(20, Math.max(0, -Math.floor(Math.log10(step / divisor) + 1e-9)));
  const format = formatOf({ minimumFractionDigits: decimals, maximumFractionDigits: decimals });
  return ticks.map((tick) => format.format(tick / divisor) + (tick === 0 ? '' : suffix));
}

function magnitudeOf(size: number): { divisor: number; suffix: string } {
  if (size >= 1e15) return { divisor: 1e15, suffix: 'Q' };
  if (size >= 1e12) return { divisor: 1e12, suffix: 'T' };
  if (size >= 1e9) return { divisor: 1e9, suffix: 'B' };
  if (size >= 1e6) return { divisor: 1e6, suffix: 'M' };
  return { divisor: 1, suffix: '' };
}
