import { expect, test } from 'vitest';
import { createLog } from '@/lib/platform/log';
import { redactUrl } from '@/lib/platform/redact';
import { apiPaths, LINK_TOKEN, pagePaths, tokenAddresses } from '@/tests/support/token-addresses';

/** The part of a token that cannot be guessed, to be found in any encoding. */
const MAC = LINK_TOKEN.split('.').at(-1) ?? '';

function lineOf(fields: object, message = 'message'): string {
  const lines: string[] = [];
  createLog('info', { write: (line) => void lines.push(line) }).info(fields, message);
  return lines.join('');
}

function decoded(line: string): string {
  let text = line;
  for (let round = 0; round < 4; round++) {
    text = text.replace(/%([0-7][0-9a-f])/gi, (_, hex: string) =>
      String.fromCharCode(Number.parseInt(hex, 16)),
    );
  }
  return text;
}

const leaks = (line: string) => decoded(line).includes(MAC);
const paths = [...apiPaths(), ...pagePaths()];

test('the tables name the API and the pages', () => {
  expect(paths).toEqual(expect.arrayContaining(['/api/emails/unsubscribe', '/manage', '/mailbox', '/']));
  expect(paths.length).toBeGreaterThan(25);
});

test.each(paths)('no token in the address of %s reaches the log, however it is written', (path) => {
  const leaked = tokenAddresses(path).filter((address) => {
    const url = `http://localhost:3000${address}`;
    const err = new Error(`no answer to ${url}`, { cause: new Error(`at ${address}#${LINK_TOKEN}`) });
    return [
      { url },
      { path: address },
      { url: `${url}#token=${LINK_TOKEN}` },
      { err },
      { headers: { referer: url } },
      { notice: url },
    ].some((fields) => leaks(lineOf(fields, `asked for ${url}`)));
  });
  expect(leaked).toEqual([]);
});

test('a value that is no token of ours is redacted by the name of its parameter', () => {
  for (const name of [
    'token',
    '%74oken',
    '%74%6f%6b%65%6e',
    'Token',
    'admin_token',
    'api-key',
    'client_secret',
  ]) {
    expect(redactUrl(`/manage?x=1&${name}=hush&y=2`)).not.toContain('hush');
    expect(redactUrl(`/manage?x=1&${name}=hush&y=2`)).toMatch(/\?x=1&.+&y=2$/);
  }
  expect(redactUrl('http://bob:hush@localhost/manage')).toBe('http://localhost/manage');
});

test.each([
  '/api/metrics?metric=price&dimension=kraken:BTC-USD&from=2026-06-24T15:00:00Z',
  `/markets/${encodeURIComponent('gate:'.concat('币安'.repeat(20), '-USDT'))}`,
  `/nothing/${'a'.repeat(300)}`,
  '/api/rankings?metric=%ff%',
  '/',
])('what opens nothing is logged as it came: %.60s', (url) => {
  expect(redactUrl(url)).toBe(url);
  expect(JSON.parse(lineOf({ url }))).toMatchObject({ url });
});
