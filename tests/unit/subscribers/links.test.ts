import { expect, test } from 'vitest';
import { HOUR_MS } from '@/lib/model/time';
import { createToken, type Purpose, readToken } from '@/lib/outbox/links';
import { muteToken, muteUrl } from '@/lib/outbox/urls';

const NOW_MS = Date.UTC(2026, 10, 24, 12);
const owner = { id: 17, version: 3 };
const token = createToken('secret', 'confirm', owner, NOW_MS);

test('a token tells whose it is, until it expires', () => {
  expect(readToken('secret', 'confirm', token, NOW_MS)).toEqual({ state: 'valid', owner });
  expect(readToken('secret', 'confirm', token, NOW_MS + 48 * HOUR_MS - 1)).toEqual({ state: 'valid', owner });
  expect(readToken('secret', 'confirm', token, NOW_MS + 48 * HOUR_MS)).toEqual({ state: 'expired' });
});

test('it is good for its purpose and its secret alone', () => {
  const others: Purpose[] = ['manage', 'mute', 'remove', 'unsubscribe'];
  expect(readToken('secret', others, token, NOW_MS)).toEqual({ state: 'unknown' });
  expect(readToken('another', 'confirm', token, NOW_MS)).toEqual({ state: 'unknown' });
});

test('not one character of it can be changed', () => {
  for (let at = 0; at < token.length; at++) {
    const changed = `${token.slice(0, at)}${token[at] === '7' ? '8' : '7'}${token.slice(at + 1)}`;
    expect(readToken('secret', 'confirm', changed, NOW_MS)).toEqual({ state: 'unknown' });
  }
  for (const other of [
    '',
    `${token}a`,
    ` ${token}`,
    token.slice(0, -1),
    `${token}\n`,
    token.replaceAll('.', ''),
  ]) {
    expect(readToken('secret', 'confirm', other, NOW_MS)).toEqual({ state: 'unknown' });
  }
});

test('one signed by another algorithm is read as well, under its own mark alone', () => {
  const other = createToken('secret', 'confirm', owner, NOW_MS, '~');
  expect(readToken('secret', 'confirm', other, NOW_MS)).toEqual({ state: 'valid', owner });
  expect(readToken('secret', 'confirm', other.replace('~', ''), NOW_MS)).toEqual({ state: 'unknown' });
  expect(readToken('secret', 'confirm', token.replace(/\.([^.]+)$/, '.~$1'), NOW_MS)).toEqual({
    state: 'unknown',
  });
});

test('a link to mute names what it mutes, and reads back as it was written', () => {
  const signed = muteToken({ secret: 'secret', nowMs: NOW_MS }, owner);
  const { pathname, searchParams } = new URL(
    muteUrl('https://metrics.test', signed, 'gate:100%25-USDT', 'ever'),
  );
  expect([pathname, Object.fromEntries(searchParams)]).toEqual([
    '/mute',
    { token: signed, dimension: 'gate:100%25-USDT', for: 'ever' },
  ]);
  expect(readToken('secret', 'mute', signed, NOW_MS)).toEqual({ state: 'valid', owner });
});
