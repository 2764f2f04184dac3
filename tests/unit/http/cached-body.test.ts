import { describe, expect, test } from 'vitest';
import { cachedBody } from '@/lib/http/cached-body';

const text = ({ bytes }: { bytes: Uint8Array }) => new TextDecoder().decode(bytes);

/** A body that is made when told so. */
function held(body: string) {
  let finish = () => {};
  let calls = 0;
  const ready = new Promise<void>((resolve) => {
    finish = resolve;
  });
  const make = async () => {
    calls++;
    await ready;
    return body;
  };
  return { make, finish, calls: () => calls };
}

describe('cachedBody', () => {
  test('is made once for all who ask meanwhile, and kept', async () => {
    const one = held('one');
    const asked = [cachedBody('k1', one.make), cachedBody('k1', one.make)];
    one.finish();
    const [first, second] = await Promise.all(asked);
    expect(first).toBe(second);
    expect(await cachedBody('k1', one.make)).toBe(first);
    expect(one.calls()).toBe(1);
  });

  test('differs by key, and its ETag by content', async () => {
    const a = await cachedBody('k2', async () => 'a');
    const b = await cachedBody('k3', async () => 'b');
    expect([text(a), text(b)]).toEqual(['a', 'b']);
    expect(a.etag).not.toBe(b.etag);
    expect((await cachedBody('k4', async () => 'a')).etag).toBe(a.etag);
  });

  test('a failure is passed on and not kept', async () => {
    await expect(cachedBody('k5', () => Promise.reject(new Error('no database')))).rejects.toThrow(
      'no database',
    );
    expect(text(await cachedBody('k5', async () => 'well again'))).toBe('well again');
  });

  test('holds a bounded number of bytes, the last used', async () => {
    const megabyte = 'x'.repeat(1024 * 1024);
    const before = await cachedBody('old', async () => 'old');
    for (let i = 0; i < 80; i++) await cachedBody(`big ${i}`, async () => megabyte);
    expect(await cachedBody('old', async () => 'old')).not.toBe(before);
    const last = await cachedBody('big 79', async () => 'other');
    expect(last.bytes.byteLength).toBe(1024 * 1024);
  });

  test('one too large to keep is answered all the same', async () => {
    const huge = 'x'.repeat(70 * 1024 * 1024);
    expect((await cachedBody('huge', async () => huge)).bytes.byteLength).toBe(huge.length);
  });
});
