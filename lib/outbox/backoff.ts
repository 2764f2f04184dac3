const FIRST_MS = 2_000;
const MAX_MS = 15 * 60_000;

/**
 * How long to wait after the given number of failed attempts (1 or more), in ms: 2 s after the first, doubling, 15 min
 * at most. `random` (0 to 1) takes off up to a quarter from the second wait on, so that what failed together does not
 * come back together. What the provider asks for (`Retry-After`) counts where it is longer.
 */
export function backoffMs(attempts: number, random: number, askedMs = 0): number {
  const whole = Math.min(FIRST_MS * 2 ** (attempts - 1), MAX_MS);
  const jitter = attempts === 1 ? 0 : (whole / 4) * random;
  return Math.max(Math.round(whole - jitter), askedMs);
}
