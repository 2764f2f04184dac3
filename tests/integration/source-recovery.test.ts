import { describe, expect, it } from 'vitest';
import { failingSource, NOW_MS, recordedTickers, TICKERS } from '@/tests/support/exchange/failing-source';

const { scene, read } = failingSource();

describe('a source that recovers', () => {
  it('is asked again after a wait with jitter, and read', async () => {
    let asked = 0;
    scene.upbit.reply(TICKERS, (_, response) => {
      asked += 1;
      response.statusCode = asked < 3 ? 503 : 200;
      response.end(asked < 3 ? 'busy' : recordedTickers());
    });
    expect(await read()).toMatchObject({ ok: true, attempts: 3, faults: [] });
    expect(scene.waits).toEqual([250, 500]);
  });

  it.each([
    ['seconds', '7'],
    ['a date', new Date(NOW_MS + 7000).toUTCString()],
  ])('is left alone for as long as it asks, in %s', async (_, wait) => {
    let asked = 0;
    scene.upbit.reply(TICKERS, (__, response) => {
      asked += 1;
      if (asked === 1) response.writeHead(429, { 'retry-after': wait }).end();
      else response.end(recordedTickers());
    });
    expect(await read()).toMatchObject({ ok: true, attempts: 2 });
    expect(scene.waits).toEqual([7000]);
  });

  it('is not waited for beyond its time', async () => {
    scene.upbit.reply(TICKERS, { status: 429, headers: { 'retry-after': '60' }, body: '' });
    const reason = 'asked us to wait until 15:01 UTC: HTTP 429: Too Many Requests';
    expect(await read()).toMatchObject({ ok: false, reason, attempts: 1, waitUntilMs: NOW_MS + 60_000 });
    expect(scene.waits).toEqual([]);
  });
});
