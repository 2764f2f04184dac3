import { afterAll, beforeAll, expect, test } from 'vitest';
import { DAY_MS } from '@/lib/model/time';
import { VENUES } from '@/tests/support/exchange/synthetic';
import { type AlertWorld, type Markets, openAlerts, tokenIn } from './world';

const BASES = Array.from({ length: 24 }, (_, i) => `COIN${i}`);
const READER = 'reader@example.com';
let world: AlertWorld;

beforeAll(async () => {
  world = await openAlerts(VENUES, [...BASES, 'SOL', 'ADA', 'XRP']);
  await world.subscribe(READER, undefined, 'Asia/Tokyo');
}, 120_000);

afterAll(() => world.end());

const all = (factor: number): Markets => Object.fromEntries(BASES.map((base, i) => [base, factor + i / 10]));

test('24 bases at once are one email: the furthest that fit, and how many more there are', async () => {
  await world.run(2, all(4));
  const [mail, ...others] = world.mails(READER);
  expect(others).toEqual([]);
  const named = new Set(mail?.text.match(/\bCOIN\d+/g));
  // Each has markets on five exchanges: beyond some ten of them Gmail would cut off the links at the end.
  expect(named.size).toBeGreaterThan(8);
  expect(named).toEqual(new Set(BASES.slice(-named.size)));
  expect(mail?.text).toContain(`${24 - named.size} more`);
  await world.run(2);
  expect(world.subjects(READER)).toHaveLength(2);
  const { rows } = await world.pool.query(
    'SELECT count(*)::int AS bases, count(over_at)::int AS over FROM notified_base',
  );
  expect(rows).toEqual([{ bases: 24, over: 24 }]);
});

test('times are of the place that the reader named', () => {
  expect(world.mails(READER)[0]?.text).toContain('GMT+9');
});

test('a muted base is not told of, as long as it is muted; the others are', async () => {
  await world.run(1, { SOL: 4, ADA: 4 });
  const mail = world.mails(READER).at(-1);
  expect(mail?.subject).toContain('SOL');
  const token = tokenIn(mail, 'mute');
  const mute = { dimension: '*:SOL-*', for: 'day' };
  expect((await world.send('POST', `/emails/mutes?token=${token}`, mute)).status).toBe(200);
  await world.run(2);
  expect(world.mails(READER)).toHaveLength(4);
  expect(world.subjects(READER).at(-1)).toMatch(/^ADA is back to normal/);
  world.skip(7);
  await world.run(3, { SOL: 4 });
  await world.run(2);
  expect(world.mails(READER)).toHaveLength(4);
});

test('beyond 24 mails a day the rest comes in one digest after midnight, each base as it was left', async () => {
  await world.pool.query(
    `INSERT INTO alert_mail (subscriber_id, at, kind)
     SELECT id, $1::timestamptz - make_interval(secs => n), 'alert' FROM subscriber, generate_series(1, 20) n`,
    [new Date(world.nowMs() - 1000)],
  );
  await world.run(1, { ADA: 5 });
  await world.run(1, { ADA: 5, XRP: 4 });
  await world.run(2, { XRP: 4 });
  expect(world.mails(READER)).toHaveLength(4);
  const waiting = await world.pool.query('SELECT FROM notification WHERE mailed_at IS NULL');
  expect(waiting.rowCount).toBeGreaterThan(0);

  const midnightMs = Math.ceil(world.nowMs() / DAY_MS) * DAY_MS;
  world.skip((midnightMs - world.nowMs()) / 300_000 - 1);
  await world.run(1, { XRP: 4 });
  expect(world.mails(READER)).toHaveLength(4);
  await world.run(1, { XRP: 4 });
  const digest = world.mails(READER).at(-1);
  expect(world.mails(READER)).toHaveLength(5);
  expect(digest?.subject).toMatch(/^The rest of the day: /);
  expect(digest?.subject).toContain('XRP');
  expect(digest?.subject).toContain('ADA is back to normal');
  await world.run(2, { XRP: 4 });
  expect(world.mails(READER)).toHaveLength(5);
});

test('one click, and silence: also of what waits to be sent', async () => {
  await world.pool.query(
    `INSERT INTO message (kind, priority, "to", subject, html, text, headers, state, created_at, due_at)
     SELECT 'alert', 2, $1, 'Waiting', '', '', '{}', 'queued', $2, $2`,
    [READER, new Date(world.nowMs())],
  );
  await world.oneClick(world.mails(READER).at(-1));
  await world.run(2, all(6));
  expect(world.mails(READER)).toHaveLength(5);
});
