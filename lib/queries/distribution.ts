/** How many markets have a value in [from, to). */
export interface Bin {
  from: number;
  to: number;
  count: number;
}

/** How the same figure is spread over all markets, in bins of equal width on a logarithmic scale, ascending. */
export interface Distribution {
  bins: Bin[];
  /** How many markets there are in all bins. */
  of: number;
  /** Of those above zero, which a logarithm needs. */
  median: number;
}

const BINS = 24;
/** The outer hundredths of the markets share the first and the last bin: one that stands alone squeezes no others. */
const OUTER_SHARE = 0.01;

/** The distribution of those values that are above zero; null where no two of them differ. */
export function distributionOf(values: Float64Array): Distribution | null {
  const known = values.filter((value) => value > 0 && Number.isFinite(value)).sort();
  const at = (share: number) => known[Math.round(share * (known.length - 1))] ?? Number.NaN;
  const low = Math.log10(at(OUTER_SHARE));
  const width = (Math.log10(at(1 - OUTER_SHARE)) - low) / BINS;
  if (!(width > 0)) return null;
  const bins = Array.from({ length: BINS }, (_, i) => ({
    from: i === 0 ? 0 : 10 ** (low + i * width),
    to: i === BINS - 1 ? Number.POSITIVE_INFINITY : 10 ** (low + (i + 1) * width),
    count: 0,
  }));
  for (const value of known) {
    const bin = bins[binOf(bins, value)];
    if (bin !== undefined) bin.count++;
  }
  return { bins, of: known.length, median: at(0.5) };
}

/** In which bin a value is; -1 for none at all. */
export function binOf(bins: readonly Bin[], value: number): number {
  return bins.findIndex(({ from, to }) => value >= from && value < to);
}
