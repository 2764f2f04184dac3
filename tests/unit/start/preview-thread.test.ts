import { afterEach, expect, test } from 'vitest';
import { OffloadError } from '@/lib/platform/offload';
import { openPreviews } from '@/server/preview/preview-thread';

const previews = openPreviews(new URL('./breaking-previews.mjs', import.meta.url));
afterEach(previews.stop);

test('a thread that breaks down, or takes too much memory, fails its preview and no later one', async () => {
  const known: unknown[] = [];
  const ask = () =>
    previews.run(
      { watches: [], minTurnover: 0, collection: null, untilMs: 0, maxWorkMs: 0 },
      { signal: new AbortController().signal, report: (previewed) => known.push(previewed.markets) },
    );
  await expect(ask()).rejects.toBeInstanceOf(OffloadError);
  await expect(ask()).rejects.toMatchObject({
    name: 'OffloadError',
    cause: expect.objectContaining({ code: 'ERR_WORKER_OUT_OF_MEMORY' }),
  });
  expect(await ask()).toEqual({ markets: { checked: 1, matching: 2 } });
  // What a thread reported just before it broke down may be lost with it.
  expect(known.at(-1)).toEqual({ checked: 1, matching: 2 });
});
