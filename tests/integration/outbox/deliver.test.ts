import { Client } from 'pg';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { HOUR_MS } from '@/lib/model/time';
import {
  type DeadMessage,
  enqueue,
  forgetAddress,
  listMails,
  MessageError,
  readMail,
  silence,
} from '@/lib/outbox';
import { deliver } from '@/lib/outbox/deliver';
import { mailboxTransport } from '@/lib/outbox/transports/mailbox';
import { withTransaction } from '@/lib/platform/database';
import { type TestDatabase, testDatabase } from '@/tests/support/database';
import { type FakeResend, type Fault, startResend } from '@/tests/support/resend/server';
import { deliverTo, type FrozenClock, frozenClock, message, messages, put, states } from './world';

let database: TestDatabase;
let clock: FrozenClock;
let resend: FakeResend;

beforeEach(async () => {
  process.env.LOG_LEVEL = 'silent';
  database = await testDatabase();
  clock = frozenClock();
  resend = await startResend(clock.now);
});

afterEach(async () => {
  await resend.close();
  await database.drop();
});

const run = (more: Parameters<typeof deliverTo>[3] = {}) =>
  deliverTo(resend.origin, database.pool, clock, more);
const enqueued = (...list: Parameters<typeof put>[2]) => put(database.pool, clock, list);
const numbers = () => resend.accepted.map(({ text }) => Number(text));

describe('a message', () => {
  test('is sent as it was written, once, and then nothing of it but its heads is kept', async () => {
    await enqueued(message(1));
    expect(await run()).toEqual({ requests: 1, sent: 1, retries: 0, dead: 0, ended: 'empty' });
    expect(await run()).toEqual({ requests: 0, sent: 0, retries: 0, dead: 0, ended: 'empty' });
    expect(resend.accepted).toMatchObject([
      {
        from: 'Tracker <alerts@example.com>',
        to: ['m1@example.com'],
        subject: 'Number 1',
        html: '<p>1 “quoted”</p>',
        text: '1',
        headers: { 'X-Number': '1' },
      },
    ]);
    const { rows } = await database.pool.query('SELECT * FROM message');
    expect(rows).toMatchObject([
      { state: 'sent', transport: 'resend', provider_id: resend.accepted[0]?.id, html: '', text: '' },
    ]);
    const batches = await database.pool.query('SELECT state, payload FROM message_batch');
    expect(batches.rows).toEqual([{ state: 'sent', payload: null }]);
  });

  test('commits with what it announces, or not at all', async () => {
    const failing = withTransaction(database.pool, async (client) => {
      await enqueue(client, [message(1)], clock.now());
      throw new Error('the change failed');
    });
    await expect(failing).rejects.toThrow('the change failed');
    expect(await states(database.pool)).toEqual({});
  });

  test('with a key that is known changes nothing', async () => {
    await enqueued(message(1, { dedupeKey: 'a' }));
    await enqueued(message(2, { dedupeKey: 'a' }), message(3, { dedupeKey: 'b' }));
    await run();
    await enqueued(message(4, { dedupeKey: 'a' }));
    await run();
    expect(numbers()).toEqual([1, 3]);
  });

  test.each([
    ['to', { to: 'a@example.com\r\nBcc: b@example.com' }],
    ['subject', { subject: 'a\nBcc: b@example.com' }],
    ['X-A', { headers: { 'X-A': 'a\u2028b' } }],
    ['X?A', { headers: { 'X\nA': 'a' } }],
  ])('with a line break in its %s is refused', async (name, part) => {
    await expect(enqueued(message(1, part))).rejects.toThrow(MessageError);
    await expect(enqueued(message(1, part))).rejects.toThrow(`in its ${name}`);
  });

  test('is not written to an address that was silenced, before or after', async () => {
    await enqueued(message(1), message(2));
    await withTransaction(database.pool, (client) =>
      silence(client, 'M1@Example.com', 'bounced', clock.now()),
    );
    await enqueued(message(1));
    await run();
    expect(numbers()).toEqual([2]);
    expect(await states(database.pool)).toEqual({ dead: 1, sent: 1 });
  });

  test('goes when its reader does', async () => {
    await enqueued(message(1), message(2));
    await withTransaction(database.pool, (client) => forgetAddress(client, 'M1@example.com'));
    await run();
    expect(numbers()).toEqual([2]);
  });
});

describe('a batch', () => {
  test('holds a hundred, the more urgent ones first, then the older ones', async () => {
    await enqueued(...messages(205));
    await enqueued(message(300, { priority: 0 }));
    expect(await run()).toMatchObject({ requests: 3, sent: 206 });
    expect(numbers()).toEqual([300, ...Array.from({ length: 205 }, (_, i) => i)]);
    expect(resend.requests.map(({ body }) => JSON.parse(body).length)).toEqual([100, 100, 6]);
  });

  test('takes a handful of queries, however many messages it holds', async () => {
    await enqueued(...messages(100));
    const queries = vi.spyOn(Client.prototype, 'query');
    await run();
    // BEGIN and the like, and the claim that finds nothing more, are among them.
    expect(queries.mock.calls.length).toBeLessThanOrEqual(25);
    queries.mockRestore();
  });

  test('a place that another clock gave away for an hour later keeps nobody asleep through his lease', async () => {
    await enqueued(message(1));
    await run();
    await enqueued(message(2));
    const waits: number[] = [];
    await run({
      onStep: (step) => {
        if (step === 'commit') clock.pass(-3_600_000);
      },
      sleep: async (ms) => void waits.push(ms),
    });
    expect(waits).toEqual([30_000]);
    expect(numbers()).toEqual([1, 2]);
  });

  test('is not waited for by a process that was frozen until its place had come', async () => {
    await enqueued(message(1));
    await run();
    clock.pass(-500);
    await enqueued(message(2));
    const waits: number[] = [];
    let isFrozen = false;
    await run({
      clock: () => {
        const nowMs = clock.now();
        if (isFrozen) clock.pass(HOUR_MS);
        isFrozen = false;
        return nowMs;
      },
      onStep: (step) => {
        isFrozen = step === 'commit' && numbers().length === 1;
      },
      sleep: async (ms) => void waits.push(ms),
    });
    expect(waits).toEqual([]);
    expect(numbers()).toEqual([1, 2]);
  });

  test('keeps to the requests a second, whatever number of deliverers', async () => {
    await enqueued(...messages(600));
    await Promise.all([run({ requestsPerSecond: 2 }), run({ requestsPerSecond: 2 })]);
    expect(numbers().toSorted((a, b) => a - b)).toEqual(Array.from({ length: 600 }, (_, i) => i));
    const places = await database.pool.query<{ next_at: Date }>('SELECT next_at FROM mail_pace');
    // Six places half a second apart from the first.
    expect(places.rows[0]?.next_at.getTime()).toBeGreaterThanOrEqual(Date.UTC(2026, 10, 24, 12, 0, 3));
  });
});

const FAULTS: [string, Fault][] = [
  ['500', { is: 'status', status: 500, name: 'internal_server_error' }],
  ['a proxy in trouble', { is: 'html', status: 502 }],
  ['a connection that is dropped before', { is: 'drop', accepts: false }],
  ['a connection that is dropped after accepting', { is: 'drop', accepts: true }],
  ['no answer', { is: 'hang', accepts: false }],
  ['no answer after accepting', { is: 'hang', accepts: true }],
  ['409, since the first try is still under way', status(409, 'concurrent_idempotent_requests')],
  ['401, a wrong key', status(401, 'invalid_api_key')],
  ['403, an unverified domain', status(403, 'validation_error')],
];

function status(code: number, name: string, retryAfter?: string): Fault {
  return { is: 'status', status: code, name, ...(retryAfter === undefined ? {} : { retryAfter }) };
}

describe('a request that fails', () => {
  test.each(FAULTS)('by %s is made again after 2 s, byte for byte under its key', async (_, fault) => {
    await enqueued(...messages(3));
    resend.plan(fault);
    expect(await run({ timeoutMs: 100 })).toMatchObject({ sent: 0, retries: 1 });
    await enqueued(message(9));
    clock.pass(1_000);
    expect(await run()).toMatchObject({ sent: 1 });
    clock.pass(1_000);
    expect(await run()).toMatchObject({ sent: 3, ended: 'empty' });
    expect(numbers().toSorted()).toEqual([0, 1, 2, 9]);
    const [first, , again] = resend.requests;
    expect(again).toMatchObject({ key: first?.key, body: first?.body });
  });

  test('waits longer each time, a quarter of an hour at most', async () => {
    await enqueued(message(1));
    const waits: number[] = [];
    for (let attempt = 1; attempt <= 12; attempt++) {
      resend.plan(status(500, 'internal_server_error'));
      await run();
      const due = await database.pool.query<{ due_at: Date }>('SELECT due_at FROM message_batch');
      const wait = (due.rows[0]?.due_at.getTime() ?? 0) - clock.now();
      waits.push(wait / 1000);
      clock.pass(wait);
    }
    expect(waits).toEqual([2, 4, 8, 16, 32, 64, 128, 256, 512, 900, 900, 900]);
    await run();
    expect(numbers()).toEqual([1]);
  });

  test('by 429 is made as late as asked for, and so is every other one', async () => {
    await enqueued(message(1));
    resend.plan(status(429, 'rate_limit_exceeded', '30'));
    expect(await run()).toEqual({ requests: 1, sent: 0, retries: 1, dead: 0, ended: 'pause' });
    await enqueued(message(2, { priority: 0 }));
    clock.pass(24_000);
    expect(await run()).toMatchObject({ requests: 0, ended: 'pause' });
    clock.pass(6_000);
    expect(await run()).toMatchObject({ sent: 2 });
    expect(numbers()).toEqual([2, 1]);
  });

  test('delays itself and not the others; several in a row end the run', async () => {
    await enqueued(...messages(600));
    resend.plan(status(500, 'a'), { is: 'none' }, status(500, 'a'), status(500, 'a'), status(500, 'a'));
    expect(await run()).toEqual({ requests: 5, sent: 100, retries: 4, dead: 0, ended: 'trouble' });
    clock.pass(2_000);
    expect(await run()).toMatchObject({ sent: 500 });
  });

  test('is given up 23 h after the first try, and the operator is told', async () => {
    await enqueued(message(1));
    resend.plan({ is: 'drop', accepts: true });
    await run();
    const dead: DeadMessage[] = [];
    const onDead = async (_client: unknown, gone: readonly DeadMessage[]) => void dead.push(...gone);
    clock.pass(25 * HOUR_MS);
    expect(await run({ onDead })).toMatchObject({ requests: 0, dead: 1 });
    expect(dead).toMatchObject([{ kind: 'alert', to: 'm1@example.com' }]);
    // By then the server would have taken it for a new one.
    expect(numbers()).toEqual([1]);
    const { rows } = await database.pool.query('SELECT state, error FROM message');
    expect(rows).toEqual([{ state: 'dead', error: 'no try came to an end within 23 hours' }]);
  });

  test('is given up as well if the machine slept through that time with the batch in its hands', async () => {
    await enqueued(message(1));
    resend.plan({ is: 'drop', accepts: true });
    // The next place is half a second away when the retry is due.
    await run({ requestsPerSecond: 0.4 });
    clock.pass(2_000);
    await run({ sleep: async () => clock.pass(25 * HOUR_MS) });
    expect(numbers()).toEqual([1]);
    expect(await states(database.pool)).toEqual({ dead: 1 });
  });

  test('is not given up if the operator cannot be told', async () => {
    await enqueued(message(1));
    resend.plan(status(500, 'a'));
    await run();
    clock.pass(23 * HOUR_MS);
    const onDead = () => Promise.reject(new Error('no way to tell'));
    await expect(run({ onDead })).rejects.toThrow('no way to tell');
    expect(await states(database.pool)).toEqual({ claimed: 1 });
    clock.pass(HOUR_MS);
    expect(await run()).toMatchObject({ dead: 1 });
  });
});

describe('a batch that is refused', () => {
  test('is split until the single one to blame is found: it alone is dead, with the reason', async () => {
    await enqueued(...messages(100));
    resend.refused.add('m37@example.com');
    expect(await run()).toMatchObject({ sent: 99, dead: 1, retries: 0, ended: 'empty' });
    expect(numbers().toSorted((a, b) => a - b)).toEqual(
      Array.from({ length: 100 }, (_, i) => i).filter((i) => i !== 37),
    );
    const { rows } = await database.pool.query(`SELECT "to", error FROM message WHERE state = 'dead'`);
    expect(rows).toEqual([{ to: 'm37@example.com', error: expect.stringMatching(/422.*m37@example\.com/) }]);
    expect(new Set(resend.requests.map(({ key }) => key)).size).toBe(resend.requests.length);
    await everyIdIsItsMails();
  });

  test('since its key was used with another payload is dead, not sent under another key', async () => {
    await enqueued(...messages(2));
    resend.plan(status(409, 'invalid_idempotent_request'));
    expect(await run()).toMatchObject({ requests: 1, dead: 2 });
    clock.pass(HOUR_MS);
    expect(await run()).toMatchObject({ requests: 0 });
    expect(numbers()).toEqual([]);
  });
});

/** The provider's id beside each message is that of this very message. */
async function everyIdIsItsMails(): Promise<void> {
  const { rows } = await database.pool.query<{ to: string; provider_id: string }>(
    `SELECT "to", provider_id FROM message WHERE state = 'sent'`,
  );
  const byId = new Map(resend.accepted.map(({ id, to }) => [id, to[0]]));
  expect(rows.map(({ provider_id }) => byId.get(provider_id))).toEqual(rows.map(({ to }) => to));
}

describe('two deliverers at once', () => {
  test('send every message once', async () => {
    await enqueued(...messages(1_000));
    const outcomes = await Promise.all([run(), run()]);
    expect(outcomes.map(({ sent }) => sent).reduce((a, b) => a + b)).toBe(1_000);
    expect(numbers().toSorted((a, b) => a - b)).toEqual(Array.from({ length: 1_000 }, (_, i) => i));
    await everyIdIsItsMails();
  });

  test('of which one lost its lease: what was accepted is settled, whoever learns of it', async () => {
    await enqueued(message(1));
    resend.plan({ is: 'hang', accepts: true });
    // The first waits for its answer until the second, after the lease, has sent the same again.
    const first = run({ timeoutMs: 2_000 });
    await expect.poll(() => resend.accepted.length).toBe(1);
    clock.pass(121_000);
    expect(await run()).toMatchObject({ sent: 1 });
    expect(await first).toMatchObject({ sent: 0, ended: 'empty' });
    expect(numbers()).toEqual([1]);
    expect(await states(database.pool)).toEqual({ sent: 1 });
  });
});

describe('without a provider', () => {
  test('mails stay to be read, newest first', async () => {
    await enqueued(...messages(2));
    const outcome = await deliver({
      pool: database.pool,
      clock: clock.now,
      transport: mailboxTransport(),
    });
    expect(outcome).toMatchObject({ sent: 2, ended: 'empty' });
    const mails = await listMails(database.pool);
    expect(mails).toMatchObject([
      { to: 'm1@example.com', subject: 'Number 1', atMs: clock.now() },
      { to: 'm0@example.com', subject: 'Number 0', atMs: clock.now() },
    ]);
    expect(await readMail(mails[0]?.id ?? '', database.pool)).toEqual({
      ...mails[0],
      html: '<p>1 “quoted”</p>',
      text: '1',
      headers: { 'X-Number': '1' },
    });
  });

  test('nothing is shown of what a provider took, nor of what is no number', async () => {
    await enqueued(message(1));
    await run();
    expect(await listMails(database.pool)).toEqual([]);
    expect(await readMail('1', database.pool)).toBeNull();
    expect(await readMail("1' OR 1=1", database.pool)).toBeNull();
    expect(await readMail('9'.repeat(30), database.pool)).toBeNull();
  });
});
