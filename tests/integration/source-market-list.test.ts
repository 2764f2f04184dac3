import { describe, expect, it } from 'vitest';
import { HOUR_MS } from '@/lib/model/time';
import { hang } from '@/tests/support/exchange/bad-replies';
import { failingSource, LISTING, NOW_MS } from '@/tests/support/exchange/failing-source';

const { scene, read } = failingSource();

describe('the market list', () => {
  const listings = () => scene.upbit.requests.filter((path) => path === LISTING).length;
  const age = (hours: number) => {
    const list = scene.marketLists.lists.get('upbit');
    if (list) list.listedAtMs = NOW_MS - hours * HOUR_MS;
  };

  it('is kept for hours, then renewed', async () => {
    await read();
    age(6.4);
    expect(await read()).toMatchObject({ ok: true, listedAtMs: NOW_MS - 6.4 * HOUR_MS });
    expect(listings()).toBe(1);
    age(6.6);
    await read();
    expect(listings()).toBe(2);
    expect(await read()).toMatchObject({ ok: true, listedAtMs: NOW_MS, note: null });
    expect(listings()).toBe(2);
  });

  it('does not cost the tickers when it cannot be renewed, for a week', async () => {
    await read();
    scene.upbit.reply(LISTING, { status: 502, body: '<html>' });
    age(24 * 6.9);
    const note = 'market list not renewed: HTTP 502: Bad Gateway (HTML page)';
    expect(await read()).toMatchObject({ ok: true, note, listed: 294 });
    age(24 * 7.1);
    expect(await read()).toMatchObject({ ok: false, reason: 'HTTP 502: Bad Gateway (HTML page)' });
  });

  it('does not cost the tickers when asking for it takes all the time', async () => {
    await read();
    scene.upbit.reply(LISTING, hang().reply);
    age(7.1);
    const note = 'market list not renewed: no answer within 2 s';
    expect(await read({ timeoutMs: 2000 })).toMatchObject({ ok: true, note });
  });

  it.each([[null], [[]], [{}], [[{ id: 1 }]]])(
    'is asked for anew where the kept one is %j',
    async (markets) => {
      scene.marketLists.read = async () => ({
        listedAtMs: NOW_MS,
        markets,
        rejected: null,
        held: null,
        unlisted: null,
      });
      expect(await read()).toMatchObject({ ok: true, listed: 294 });
      expect(listings()).toBe(1);
    },
  );

  it.each(['read', 'write'] as const)(
    'that the database cannot %s costs its source nothing',
    async (which) => {
      const kept = scene.marketLists[which];
      scene.marketLists[which] = async (exchange: string, ...rest: never[]) => {
        if (exchange === 'upbit') throw new Error('disk full');
        return Reflect.apply(kept, undefined, [exchange, ...rest]);
      };
      expect(await read()).toMatchObject({ ok: true, listed: 294 });
      expect(listings()).toBe(1);
    },
  );
});
