import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { oneClickToken, openWorld, subscribed, type World } from './world';

let world: World;
let people = 0;

beforeAll(async () => {
  vi.useFakeTimers({ toFake: ['Date'], now: Date.UTC(2026, 10, 24, 12) });
  world = await openWorld();
});
afterAll(async () => {
  await world.close();
  vi.useRealTimers();
});

const FORM = 'application/x-www-form-urlencoded';
const MULTIPART = 'multipart/form-data; boundary=----x';
const ONE_CLICK = 'List-Unsubscribe=One-Click';
const PART = '------x\r\nContent-Disposition: form-data; name="List-Unsubscribe"\r\n\r\nOne-Click\r\n';

/** An address that is subscribed, and the address in the header of the newest email to it. */
async function reader(): Promise<{ email: string; path: string; status: () => Promise<string> }> {
  const email = `reader${++people}@test.example`;
  world.from(`198.51.100.${people}`);
  await subscribed(world, email);
  await world.send('POST', '/emails', { email });
  const status = async () => {
    const sql = 'SELECT status FROM subscriber WHERE email = $1';
    return (await world.pool.query<{ status: string }>(sql, [email])).rows[0]?.status ?? 'gone';
  };
  return { email, path: `/emails/unsubscribe?token=${await oneClickToken(world, email)}`, status };
}

describe('the button of an email program unsubscribes', () => {
  test.each<[string, string | undefined, string | undefined]>([
    ['a form', FORM, ONE_CLICK],
    ['a form with a charset', `${FORM}; charset=utf-8`, ONE_CLICK],
    ['multipart, as RFC 8058 prefers', MULTIPART, `${PART}------x--\r\n`],
    [
      'multipart with more fields',
      MULTIPART,
      `${PART}${PART.replace('List-Unsubscribe', 'id')}------x--\r\n`,
    ],
    ['a form without fields', FORM, ''],
    ['multipart without fields', MULTIPART, ''],
    ['no body', undefined, undefined],
    ['a body that does not say what it is', '', ONE_CLICK],
    ['JSON', 'application/json', JSON.stringify({ 'List-Unsubscribe': 'One-Click' })],
  ])('by %s', async (_, type, body) => {
    const { path, status } = await reader();
    // Bytes, for which fetch names no type of its own.
    const sent = body === undefined ? undefined : new TextEncoder().encode(body);
    const headers: Record<string, string> = type ? { 'content-type': type } : {};
    const answer = await fetch(`${world.origin}/api${path}`, { method: 'POST', headers, body: sent });
    expect([answer.status, await answer.json()]).toEqual([200, { status: 'unsubscribed' }]);
    expect(await status()).toBe('silenced');
  });
});

test.each(['GET', 'HEAD'])('%s leads to the page, and changes nothing', async (method) => {
  const { path, status } = await reader();
  const answer = await world.send(method, path);
  expect([answer.status, answer.headers.get('location')]).toEqual([303, path.replace('/emails', '')]);
  expect(await answer.text()).toBe('');
  expect(await status()).toBe('confirmed');
});

test.each<[string, string, string, number]>([
  ['another word', FORM, 'List-Unsubscribe=No', 400],
  ['multipart that is none', MULTIPART, 'nonsense', 400],
  ['another kind', 'text/plain', ONE_CLICK, 415],
  ['17 KB', MULTIPART, 'x'.repeat(17_000), 413],
])('%s is refused, and changes nothing', async (_, type, body, code) => {
  const { path, status } = await reader();
  const answer = await world.send('POST', path, body, { 'content-type': type });
  expect([answer.status, await status()]).toEqual([code, 'confirmed']);
});
