/** A number of 32 bits that looks random, always the same for the same two (the finaliser is Chris Wellons' lowbias32). */
export function hash(key: number, index: number): number {
  let h = key ^ Math.imul(index + 0x7f4a7c15, 0x9e3779b1);
  h = Math.imul(h ^ (h >>> 16), 0x21f0aaad);
  h = Math.imul(h ^ (h >>> 15), 0x735a2d97);
  return h ^ (h >>> 15);
}

/** A key for a name; different names have different walks. */
export function keyOf(seed: number, name: string): number {
  let key = hash(seed, name.length);
  for (let i = 0; i < name.length; i++) key = hash(key, name.charCodeAt(i));
  return key;
}

/** In [0, 1). */
export function uniform(key: number, index: number): number {
  return (hash(key, index) >>> 0) / 4_294_967_296;
}

/** The standard deviation of a sum of four bytes: each has a variance of (256^2 - 1) / 12. */
const FOUR_BYTES = Math.sqrt(65_535 / 3);

/** Nearly normal, mean 0, standard deviation 1: a sum of four bytes, so never beyond 3.5. */
export function gaussian(key: number, index: number): number {
  const h = hash(key, index);
  const sum = (h & 255) + ((h >>> 8) & 255) + ((h >>> 16) & 255) + (h >>> 24);
  return (sum - 510) / FOUR_BYTES;
}

/** A smooth curve around 0 with a standard deviation of about 0.8, independent after one `periodMs`. */
export function ripple(key: number, atMs: number, periodMs: number): number {
  const position = atMs / periodMs;
  const cell = Math.floor(position);
  const part = position - cell;
  const weight = part * part * (3 - 2 * part);
  return gaussian(key, cell) * (1 - weight) + gaussian(key, cell + 1) * weight;
}
