import { describe, expect, it } from 'vitest';
import {
  type ExchangeWait,
  requestedWait,
  usualWait,
  waitFrom,
  waitInWords,
  waitNow,
} from '@/lib/collect/exchanges/exchange-wait';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '@/lib/model/time';

const NOW_MS = Date.UTC(2026, 11, 1, 12, 30);

const banned = (untilMs: number) =>
  `{"code":-1003,"msg":"Way too much request weight used; IP banned until ${untilMs}. Please use WebSocket Streams for live updates to avoid bans."}`;

describe('what an answer asks for', () => {
  it.each<[what: string, status: number, header: number | undefined, body: string, expected: object | null]>([
    ['a limit in seconds', 429, 10 * MINUTE_MS, '', { ms: 10 * MINUTE_MS, isNamed: true }],
    ['a ban in seconds', 418, 2 * HOUR_MS, '', { ms: 2 * HOUR_MS, isBan: true, isNamed: true }],
    [
      'a ban in its body',
      418,
      undefined,
      banned(NOW_MS + HOUR_MS),
      { ms: HOUR_MS, isBan: true, isNamed: true },
    ],
    ['both: the later', 429, 1000, banned(NOW_MS + 5 * MINUTE_MS), { ms: 5 * MINUTE_MS, isNamed: true }],
    ['a ban that was over', 418, undefined, banned(NOW_MS - 1), usualWait(true)],
    ['no time', 429, undefined, 'slow down', usualWait(false)],
    ['no time of a ban', 418, undefined, '', usualWait(true)],
    ['a limit of a year', 429, 365 * DAY_MS, '', { ms: HOUR_MS, isNamed: false }],
    ['a ban of a year', 418, 365 * DAY_MS, '', { ms: DAY_MS, isNamed: false }],
    ['maintenance with a time', 503, HOUR_MS, '', { ms: HOUR_MS, isNamed: true }],
    ['maintenance', 503, undefined, '', null],
    ['a gateway in trouble', 502, HOUR_MS, '', null],
    ['a page that talks of bans', 403, undefined, banned(NOW_MS + HOUR_MS), null],
  ])('%s', (_, status, header, body, expected) => {
    const wait = requestedWait(status, header, body, NOW_MS);
    if (expected === null) expect(wait).toBeNull();
    else expect(wait).toMatchObject(expected);
  });
});

describe.each([
  ['limit', false, HOUR_MS],
  ['ban', true, DAY_MS],
])('a stored %s', (_, isBan, maxMs) => {
  const wait: ExchangeWait = waitFrom({ ms: maxMs, isBan, isNamed: true }, 'HTTP', NOW_MS);

  it('ends when it was said to', () => {
    expect(waitNow(wait, NOW_MS)).toEqual(wait);
    expect(waitNow(wait, wait.untilMs - 1)).toEqual(wait);
    expect(waitNow(wait, wait.untilMs)).toBeNull();
  });

  it.each([2 * HOUR_MS, 3 * DAY_MS, 3650 * DAY_MS])(
    'by a clock that was %d ms ahead lasts no longer',
    (aheadMs) => {
      const found = waitNow(wait, NOW_MS - aheadMs);
      expect(found).toMatchObject({ sinceMs: NOW_MS - aheadMs, untilMs: NOW_MS - aheadMs + maxMs });
    },
  );

  it('is over for a clock that jumped ahead', () => {
    expect(waitNow(wait, NOW_MS + 3650 * DAY_MS)).toBeNull();
  });

  it('never lasts longer than it may, whatever the row says', () => {
    const endless = { ...wait, untilMs: NOW_MS + 3650 * DAY_MS };
    expect(waitNow(endless, NOW_MS)?.untilMs).toBe(NOW_MS + maxMs);
    expect(waitNow(endless, NOW_MS + maxMs)).toBeNull();
    expect(waitNow({ ...wait, untilMs: NOW_MS - DAY_MS }, NOW_MS)).toBeNull();
  });
});

describe('in words', () => {
  const cause = 'HTTP 429: Too Many Requests';
  const wait = { sinceMs: NOW_MS, isBan: false, isNamed: true, cause };

  it.each([
    ['to the minute that is over by then', 9 * MINUTE_MS + 1, 'asked us to wait until 12:40 UTC'],
    ['with the date of another day', 12 * HOUR_MS, 'asked us to wait until 2026-12-02 00:30 UTC'],
  ])('%s', (_, ms, words) => {
    expect(waitInWords({ ...wait, untilMs: NOW_MS + ms }, NOW_MS)).toBe(`${words}: ${cause}`);
  });

  it('does not claim a time that the exchange has not named', () => {
    expect(waitInWords({ ...wait, isNamed: false, untilMs: NOW_MS + MINUTE_MS }, NOW_MS)).toBe(
      `limits our requests, and is not asked again before 12:31 UTC: ${cause}`,
    );
  });
});
