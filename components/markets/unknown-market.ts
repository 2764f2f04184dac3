/** The header that carries the name in an address of no market, escaped as it was, to the not-found page. */
export const UNKNOWN_MARKET = 'x-unknown-market';

/** A market's name as a path has it; what is not escaped correctly is taken as it stands. */
export function marketNameIn(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}
