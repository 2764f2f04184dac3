import { brotliCompressSync, constants } from 'node:zlib';
import { expect, test } from 'vitest';
import { fromBrotli, toBrotli } from '@/server/edge/encodings';

/** As the list of markets is: the same words over and over, and in between what is not foreseen. */
function list(markets: number): Buffer {
  const rows = Array.from({ length: markets }, (_, i) => {
    const base = ((i * 2_654_435_761) >>> 0).toString(36).slice(0, 5).toUpperCase();
    return { name: `kraken:${base}-USD`, exchange: 'kraken', base, quote: 'USD' };
  });
  return Buffer.from(JSON.stringify(rows));
}

test('a long answer is sent in noticeably fewer bytes than a quick compression makes of it', async () => {
  const plain = list(10_000);
  const quick = brotliCompressSync(plain, { params: { [constants.BROTLI_PARAM_QUALITY]: 4 } });
  const sent = await toBrotli(plain);
  expect(sent.length).toBeLessThan(0.75 * quick.length);
  expect((await fromBrotli(sent)).equals(plain)).toBe(true);
});

test('the shortest comes back as it was', async () => {
  const plain = list(1);
  expect((await fromBrotli(await toBrotli(plain))).equals(plain)).toBe(true);
});
