import type { RequestListener } from 'node:http';
import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { settings } from '@/lib/platform/settings';
import { HONEST, readHostile } from '@/tests/support/exchange/hostile';
import type { Reply } from '@/tests/support/exchange/server';

const MB = 1_000_000;
const zeros = Buffer.alloc(50 * MB, ' ');
const packed = (encoding: string, body: Buffer) => ({ headers: { 'content-encoding': encoding }, body });
const text = (unit: string, bytes: number) => `${`${unit},`.repeat(bytes / (unit.length + 1))}${unit}`;

/** Headers that never end, as fast as they are taken. */
const endlessHeaders: RequestListener = ({ socket }) => {
  socket.write('HTTP/1.1 200 OK\r\n');
  const more = () => {
    while (!socket.destroyed && socket.write(`x-more: ${'y'.repeat(1000)}\r\n`));
  };
  socket.on('drain', more).on('error', () => undefined);
  more();
};

/** Answers in advance of an answer that never comes. */
const endlessHints: RequestListener = ({ socket }) => {
  const timer = setInterval(() => socket.write('HTTP/1.1 103 Early Hints\r\nlink: </x>\r\n\r\n'), 5);
  socket.on('error', () => undefined).on('close', () => clearInterval(timer));
};

const odd: RequestListener = ({ socket }) => {
  socket.end(
    'HTTP/1.1 503 \u001b[31mgone\u0007\r\ncontent-type: text/plain\r\n\r\n\u001b]0;title\u0007\u0000gone',
  );
};

const TOO_MUCH: [what: string, reply: Reply, reason: RegExp][] = [
  [
    '40 MB of lists in lists',
    { body: Buffer.alloc(40 * MB, '[') },
    /^its answer nests deeper than 32 levels$/,
  ],
  [
    '40 MB of objects in objects',
    { body: '{"a":'.repeat(8 * MB) },
    /^its answer nests deeper than 32 levels$/,
  ],
  ['a list of millions', { body: `[${text('1', 20 * MB)}]` }, /^its answer has more than 12000 rows, which/],
  [
    'a key for each market there could be',
    { body: `{"data":{${text('"a":1', 20 * MB)}}}` },
    /more than 12000 rows/,
  ],
  [
    'millions of small rows',
    { body: `[${text(`[${text('1', 18_000)}]`, 23 * MB)}]` },
    /^its answer has more than \d+ values$/,
  ],
  ['40 MB of text', { body: `["${'x'.repeat(40 * MB)}"]` }, /^answer larger than (8|24) MB$/],
  ['50 MB as gzip', packed('gzip', gzipSync(zeros)), /^answer larger than (8|24) MB$/],
  ['50 MB as deflate', packed('deflate', deflateSync(zeros)), /^answer larger than (8|24) MB$/],
  ['50 MB as brotli', packed('br', brotliCompressSync(zeros)), /^answer larger than (8|24) MB$/],
  [
    '50 MB as gzip in gzip',
    packed('gzip, gzip', gzipSync(gzipSync(zeros))),
    /^answer larger than (8|24) MB$/,
  ],
  ['headers without end', endlessHeaders, /^its headers are larger than 16 kB$/],
];

describe.each(settings.parse({}).SOURCES)('%s', (exchange) => {
  it.each(TOO_MUCH)('is left as it answers with %s', async (_, reply, reason) => {
    for (const what of ['listing', 'tickers']) {
      const reading = await readHostile(exchange, { [what]: () => reply });
      expect(reading).toMatchObject({ ok: false, attempts: 1, reason: expect.stringMatching(reason) });
    }
  });

  it('is left as its time is over, whatever it announces', async () => {
    const reading = await readHostile(exchange, { listing: () => endlessHints }, { timeoutMs: 1500 });
    expect(reading).toMatchObject({ ok: false, reason: 'no answer within 1.5 s' });
  });

  it('has what it says of its own failure shown without what a terminal would obey', async () => {
    const reading = await readHostile(exchange, { tickers: () => odd });
    expect(reading).toMatchObject({ ok: false, reason: 'HTTP 503: �[31mgone� (�]0;title��gone)' });
  });

  it('is read behind a byte order mark, and whatever charset it names', async () => {
    const marked = (body: unknown): Reply => ({
      headers: { 'content-type': 'application/json; charset=shift_jis' },
      body: `\ufeff${JSON.stringify(body)}`,
    });
    const reading = await readHostile(exchange, { listing: marked, tickers: marked });
    if (!reading.ok) throw new Error(reading.reason);
    expect(reading.tickers).toHaveLength(HONEST.length);
  });

  it('is no exchange that lists more than any other, and says so', async () => {
    const names = Array.from({ length: 8_000 }, (_, i) => `M${i.toString(36).toUpperCase()}X`);
    const reading = await readHostile(exchange, { names });
    expect(reading).toMatchObject({
      ok: false,
      reason: expect.stringMatching(/^lists 80\d\d spot markets, and no exchange has more than 8000$/),
    });
  });
});
