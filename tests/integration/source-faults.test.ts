import { describe, expect, it } from 'vitest';
import { readSources } from '@/lib/collect/exchanges';
import {
  drip,
  endEarly,
  endless,
  gzipBomb,
  hang,
  redirectToItself,
  reset,
} from '@/tests/support/exchange/bad-replies';
import {
  asJson,
  failingSource,
  NOW_MS,
  recordedTickers,
  TICKERS,
} from '@/tests/support/exchange/failing-source';
import { badAnswer } from '@/tests/support/exchange/recordings';
import type { Reply } from '@/tests/support/exchange/server';

const { scene, read } = failingSource();

describe('a source that answers with rubbish fails with a plain reason', () => {
  const cut = recordedTickers().subarray(0, 1000);
  const cases: [what: string, reply: Reply, reason: string | RegExp, attempts: number][] = [
    ['an error', { status: 500, body: '{"error": 1}' }, 'HTTP 500: Internal Server Error ({"error": 1})', 3],
    ['an unknown status', { status: 599, body: '' }, 'HTTP 599: unknown', 3],
    ['a refusal', { status: 403, body: '<html>' }, 'HTTP 403: Forbidden (HTML page)', 1],
    ['cut JSON', { body: cut }, /^its answer ended early: …/, 3],
    ['an empty object', asJson({}), 'no ticker in its answer: {}', 3],
    ['an empty list', asJson([]), 'answered with an empty list', 3],
    ['null', asJson(null), 'answered with null instead of a list', 3],
    ['a word', asJson('maintenance'), 'answered with "maintenance" instead of a list', 3],
    ['nothing', { body: '' }, 'answered with nothing', 3],
    ['prose', { body: 'Try later.' }, 'not JSON: Try later.', 3],
    ['a list of nulls', asJson([null, null]), 'none of its tickers is of a listed market', 3],
    [
      'a list of strangers',
      asJson([{ market: 'KRW-NEW', trade_price: 1 }]),
      'none of its tickers is of a listed market',
      3,
    ],
    ['markets without prices', asJson([{ market: 'KRW-BTC' }]), 'none of its 1 markets has a price', 3],
    ['no HTTP', (request) => request.socket.end('HELLO\r\n\r\n'), /^its answer is not HTTP: /, 1],
    ['a reset', reset, 'connection closed before an answer', 3],
    ['half an answer', endEarly, 'its answer ended early', 3],
    [
      'broken gzip',
      { headers: { 'content-encoding': 'gzip' }, body: 'text' },
      /^its answer cannot be decompressed: /,
      3,
    ],
    [
      'a redirect to itself',
      redirectToItself,
      /^HTTP 302: Found \(redirects to \/v1\/ticker\/all\?.*; not followed\)$/,
      1,
    ],
  ];

  it.each(cases)('%s', async (_, reply, reason, attempts) => {
    scene.upbit.reply(TICKERS, reply);
    const reading = await read();
    expect(reading).toMatchObject({ ok: false, attempts, unreachable: false });
    expect(reading).toHaveProperty(
      'reason',
      typeof reason === 'string' ? reason : expect.stringMatching(reason),
    );
    expect(scene.upbit.requests.filter((path) => path.startsWith(TICKERS))).toHaveLength(attempts);
  });
});

describe('a recorded bad answer fails with a plain reason', () => {
  it.each([
    [
      'data-null-with-200',
      'no active spot market in its answer: {"Success":true,"Message":null,"Data":null,"Error":"Market J…',
    ],
    ['empty-list-with-200', 'answered with an empty list'],
    ['error-object-with-200', 'no active spot market in its answer: {"success":0,"error":"not available"}'],
    ['html-502-refresh', 'HTTP 502: Bad Gateway (HTML page)'],
    ['html-503', 'HTTP 503: Service Unavailable (HTML page)'],
    ['html-with-200', 'not JSON: <!DOCTYPE html><html lang="en" ng-controller="BootController…'],
    ['null-with-200', 'answered with null instead of a list'],
    ['redirect-301-html', 'HTTP 301: Moved Permanently (redirects to nowhere; not followed)'],
    ['text-408', 'HTTP 408: Request Timeout (Request timeout)'],
  ])('%s', async (name, reason) => {
    scene.upbit.reply('*', badAnswer(name));
    expect(await read()).toMatchObject({ ok: false, reason });
  });
});

describe('a source that takes too long', () => {
  it('is left when its time is over, and its connection ended', async () => {
    const { reply, ended } = hang();
    scene.upbit.reply(TICKERS, reply);
    expect(await read({ timeoutMs: 2000 })).toMatchObject({
      ok: false,
      reason: 'no answer within 2 s',
    });
    await ended;
  });

  it('is left however steadily it sends', async () => {
    scene.upbit.reply(TICKERS, drip);
    const reason = 'its answer was not complete within 2 s';
    expect(await read({ timeoutMs: 2000 })).toMatchObject({ ok: false, reason });
  });
});

describe('a source that sends too much', () => {
  const maxAnswerBytes = 1_000_000;
  it.each([
    ['for ever', endless],
    ['by its own announcement', { headers: { 'content-length': '5000000' }, body: 'x'.repeat(5_000_000) }],
    ['compressed', gzipBomb()],
  ])('is left, %s', async (_, reply) => {
    scene.upbit.reply(TICKERS, reply);
    const reason = 'answer larger than 1 MB';
    expect(await read({ maxAnswerBytes })).toMatchObject({ ok: false, reason, attempts: 1 });
  });
});

describe('a source that is not there', () => {
  it('refuses', async () => {
    await scene.upbit.close();
    expect(await read()).toMatchObject({ ok: false, reason: 'connection refused', unreachable: true });
  });

  it('has no address', async () => {
    const reading = await read({ sourceUrls: { upbit: 'http://upbit.invalid' } });
    expect(reading).toMatchObject({ ok: false, unreachable: true });
    expect(reading).toHaveProperty('reason', expect.stringMatching(/^host not found/));
  });

  it.each([
    ['krakn', '`krakn` is not an exchange that ccxt knows: did you mean kraken?'],
    ['livecoin', '`livecoin` is not an exchange that ccxt knows'],
    ['constructor', '`constructor` is not an exchange that ccxt knows'],
    ['bitso', 'ccxt cannot read all tickers of bitso in one call'],
    ['binanceusdm', 'binanceusdm lists no spot markets; use binance'],
    ['alpaca', 'alpaca needs an API key for its market list'],
  ])('is unknown: %s', async (exchange, reason) => {
    const deps = { clock: () => NOW_MS, timeoutMs: 20_000, sourceUrls: {}, marketLists: scene.marketLists };
    expect(await readSources([exchange], deps)).toMatchObject([
      { exchange, ok: false, reason, unreachable: false },
    ]);
  });
});
